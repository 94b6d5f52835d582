import RuleLanguage
package import SourceTree

extension PackEditor {
  /// What may be written at a cursor, in the order in which it is offered.
  package struct Completions: Sendable {
    package var items: [Completion] = []
    /// What they replace, in bytes.
    package let replaced: Range<Int>
    /// Whether there are more, which come up when more letters are typed.
    package var isCut = false
  }

  package func completions(in file: SourceFile, at offset: Int, isProfile: Bool, packs: [String] = [])
    -> Completions
  {
    let path = CursorPath(in: file, at: offset)
    let place = CursorPlace.at(path.steps, isProfile: isProfile, in: shape)
    let word = Word(in: file, at: offset)
    let range = min(word.range.lowerBound, offset)..<word.range.upperBound
    let typed = file.string(range.lowerBound..<offset)
    var all = candidates(place, path, file, packs)
    // In a text, a variable is offered to whoever begins one, and not behind every blank.
    if case .text = place, !typed.hasPrefix("$") { all = [] }
    let wanted = Array(typed.lowercased().utf8)
    if !wanted.isEmpty {
      // What begins with the letters comes before what has them elsewhere; else the order stays.
      all = all.filter { $0.has(wanted) }
      let start = [UInt8(ascii: "\n")] + wanted
      all = all.filter { $0.has(start) } + all.filter { !$0.has(start) }
    }
    return Completions(
      items: Array(all.prefix(PackEditor.maxCompletions)), replaced: range,
      isCut: all.count > PackEditor.maxCompletions)
  }

  private func candidates(_ place: CursorPlace, _ path: CursorPath, _ file: SourceFile, _ packs: [String])
    -> [Completion]
  {
    switch place {
    case .root:
      guard path.isKey else { return [] }
      return
        (fields(of: Shape.root, isKey: true).filter { $0.text != Shape.profile }
        + PackFields.roots.map { word($0, .section, isKey: true) }).filter { !path.present.contains($0.text) }
    case .fields(let fields):
      guard path.isKey else { return [] }
      return fields.names.filter { !path.present.contains($0) }.map { word($0, .field, isKey: true) }
    case .list(let fields):
      return path.isKey ? [word("- \(fields.naming)", .field, isKey: true)] : []
    case .node(let node, let use): return candidates(at: node, use, path, file)
    case .shape(let node): return types(at: node, path)
    case .kinds: return path.isKey ? [] : self.fields(of: Shape.root, isKey: false)
    case .expression, .text, .row: return variables(path, file)
    case .packs: return packs.map { word($0, .pack, isKey: false) }
    case .words(let words): return path.isKey ? [] : words.map { word($0, .word, isKey: false) }
    case .question:
      guard let profile = shape.section(Shape.profile) else { return [] }
      return fields(of: profile, isKey: false)
    case .name, .none: return []
    }
  }

  private func word(_ text: String, _ kind: Completion.Kind, isKey: Bool) -> Completion {
    Completion(text, kind, isKey: isKey)
  }

  // MARK: Places of the shape

  private func candidates(at node: Int, _ use: CursorPlace.Use, _ path: CursorPath, _ file: SourceFile)
    -> [Completion]
  {
    let variables = use.hasVariables ? self.variables(path, file) : []
    switch shape.nodes[node].content {
    case .record:
      guard path.isKey else { return [] }
      return fields(of: node, isKey: true).filter { !path.present.contains($0.text) }
    case .map(let kind, _, _):
      let isOwn = use == .fact && shape.nodes[node].path == shape.kinds[kind.index].section
      let kindName = "$" + shape.kinds[kind.index].name
      let own = use.hasVariables && !variables.contains { $0.text == kindName } ? [variable(kindName)] : []
      return own + variables + ids(of: kind, isKey: path.isKey, without: isOwn ? [] : path.present)
    case .leaf(let leaf):
      return variables + values(shape[leaf])
    }
  }

  private func values(_ leaf: ShapeLeaf) -> [Completion] {
    if case .set = leaf.holds, case .kind(let kind)? = leaf.keys.last { return ids(of: kind, isKey: false) }
    switch leaf.type {
    case .id(let kind): return ids(of: kind, isKey: false)
    case .yesNo: return ["yes", "no"].map { word($0, .word, isKey: false) }
    case .words(let words): return words.map { word($0, .word, isKey: false) }
    case .number:
      guard leaf.isWhole, let bounds = leaf.bounds else { return [] }
      let unit = 1_000_000
      let (low, high) = (Int(bounds.lowerBound) / unit, Int(bounds.upperBound) / unit)
      guard high >= low, high - low <= 20 else { return [] }
      return (low...high).map { word(String($0), .number, isKey: false) }
    case .text: return []
    }
  }

  private func fields(of node: Int, isKey: Bool) -> [Completion] {
    guard case .record(let fields) = shape.nodes[node].content else { return [] }
    let nodes = shape.nodes
    return fields.sorted { (nodes[$0.value].span, $0.key) < (nodes[$1.value].span, $1.key) }.map {
      name, child in
      Completion(
        name, .field, detail: type(of: child), documentation: questionText(nodes[child].path), isKey: isKey)
    }
  }

  func questionText(_ path: String) -> String {
    guard path.hasPrefix(Shape.profile + ".") else { return "" }
    let field = path.dropFirst(Shape.profile.count + 1)
    return compiled.questions.filter { $0.field == field }.map { texts($0.text).joined(separator: "\n\n") }
      .joined(separator: "\n\n")
  }

  /// What stands at a node, as an author writes it in a shape.
  func type(of node: Int) -> String {
    switch shape.nodes[node].content {
    case .leaf(let leaf): PackIndex.type(of: shape[leaf], in: compiled)
    case .map(let kind, let value, _):
      if case .leaf = shape.nodes[value].content {
        "{ $\(shape.kinds[kind.index].name): \(type(of: value)) }"
      } else {
        "{ $\(shape.kinds[kind.index].name): … }"
      }
    case .record(let fields):
      "{ \(fields.keys.sorted().prefix(4).joined(separator: ", "))\(fields.count > 4 ? ", …" : "") }"
    }
  }

  // MARK: Ids and variables

  /// By locale, what people read; one where all read the same.
  func texts(_ text: LocalizedText) -> [String] { text.entries.map(\.text) }

  private func ids(of kind: KindID, isKey: Bool, without present: Set<String> = []) -> [Completion] {
    let all = idCompletions[kind.index]
    if !isKey, present.isEmpty { return all }
    return all.filter { !present.contains($0.text) }.map { $0.asKey(isKey) }
  }

  /// By kind, its ids with their names.
  static func idCompletions(_ pack: CompiledPack) -> [[Completion]] {
    pack.shape.kinds.indices.map { index in
      let kind = KindID(index)
      let spellings = pack.vocabulary.aliases(of: kind)
      return (0..<pack.vocabulary.count(of: kind)).map { number in
        let id = pack.vocabulary.id(number, of: kind)
        let names = pack.vocabulary.name(number, of: kind).entries.map(\.text).filter { $0 != id }
        return Completion(
          id, .id, detail: names.joined(separator: " · "), others: names + (spellings[number] ?? []),
          isKey: false)
      }
    }
  }

  private func variables(_ path: CursorPath, _ file: SourceFile) -> [Completion] {
    Variables.names(in: file, path.item).sorted().map { variable("$" + $0) }
  }

  private func variable(_ text: String) -> Completion {
    Completion(text, .variable, others: [String(text.dropFirst())], isKey: false)
  }

  private func types(at node: Int, _ path: CursorPath) -> [Completion] {
    if path.isKey {
      return index.kinds.map { kind in
        Completion("$" + kind.name, .variable, detail: kind.section, others: [kind.name], isKey: true)
      }
    }
    return index.kinds.map { word($0.name, .id, isKey: false) }
      + (PackFields.types + ["alias"]).map { word($0, .word, isKey: false) }
  }
}
