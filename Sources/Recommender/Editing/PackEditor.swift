package import RuleLanguage
package import SourceTree

/// What editors ask about a place in a file of a pack, a test or a profile.
///
///     let editor = PackEditor(pack)
///     let found = editor.completions(in: file, at: file.offset(line: 3, utf16: 12), isProfile: false)
///
/// The file may be newer than the pack and broken; the pack is the last one that compiled. Nothing here reads a disk or
/// changes anything.
package struct PackEditor: Sendable {
  package typealias Symbol = Occurrence.Symbol

  package let pack: Pack
  package let index: PackIndex
  /// No list of completions is longer.
  package static let maxCompletions = 200

  let idCompletions: [[Completion]]

  package init(_ pack: Pack) {
    self.pack = pack
    idCompletions = PackEditor.idCompletions(pack.compiled)
    index = PackIndex(pack)
  }

  var compiled: CompiledPack { pack.compiled }
  var shape: Shape { pack.compiled.shape }

  // MARK: Names

  /// The name at a place, and the bytes that it takes.
  package func symbol(
    in file: SourceFile, at offset: Int, isProfile: Bool
  ) -> (symbol: Occurrence.Symbol, range: Range<Int>)? {
    let word = Word(in: file, at: offset)
    guard !word.range.isEmpty else { return nil }
    let path = CursorPath(in: file, at: word.range.upperBound)
    let place = CursorPlace.at(path.steps, isProfile: isProfile, in: shape)
    let scalar = Word(scalarFrom: path.token.lowerBound, in: file, until: word.range.upperBound)
    // A name may have blanks in it; an expression has several names.
    for candidate in place.isOfWords || scalar.text.contains("$") ? [word] : [scalar, word]
    where candidate.range.contains(word.range.lowerBound) {
      if let symbol = symbol(candidate.text, place, path, file) { return (symbol, candidate.range) }
    }
    return nil
  }

  private func symbol(_ text: String, _ place: CursorPlace, _ path: CursorPath, _ file: SourceFile)
    -> Occurrence.Symbol?
  {
    if text.hasPrefix("$"), case .shape = place {
    } else if text.hasPrefix("$") {
      return variable(text, path, file)
    }
    switch place {
    case .root: return path.isKey && shape.section(text) != nil ? .place(text) : nil
    case .node(let node, _):
      switch shape.nodes[node].content {
      case .record(let fields): return path.isKey ? fields[text].map { .place(shape.nodes[$0].path) } : nil
      case .map(let kind, _, _): return id(text, kind)
      case .leaf(let leaf):
        if case .set = shape[leaf].holds, case .kind(let kind)? = shape[leaf].keys.last {
          return id(text, kind)
        }
        if case .id(let kind) = shape[leaf].type { return id(text, kind) }
        return nil
      }
    case .shape(let node):
      if text.hasPrefix("$") { return kind(String(text.dropFirst())) }
      if path.isKey, case .record(let fields) = shape.nodes[node].content, let field = fields[text] {
        return .place(shape.nodes[field].path)
      }
      return kind(text)
    case .kinds: return path.isKey ? kind(text) : shape.section(text).map { _ in .place(text) }
    case .question: return .place("\(Shape.profile).\(text)")
    case .name(.rule): return .rule(text)
    case .name(.section): return .section(text)
    case .expression, .row: return constant(text, path, file)
    case .fields, .list, .packs, .text, .words, .name, .none: return nil
    }
  }

  /// In an expression an id stands beside a variable; there, only one kind has it, or nobody can tell.
  private func constant(_ text: String, _ path: CursorPath, _ file: SourceFile) -> Occurrence.Symbol? {
    let kinds = index.kinds.filter { pack.compiled.vocabulary.exact(text, of: $0, in: shape) != nil }
    return kinds.count == 1 ? .id(text, kind: kinds[0].name) : nil
  }

  private func kind(_ name: String) -> Occurrence.Symbol? {
    shape.kind(named: name).map { _ in .kind(name) }
  }

  private func id(_ text: String, _ kind: KindID) -> Occurrence.Symbol? {
    guard case .id(let id) = compiled.vocabulary.meaning(of: text, as: kind) else { return nil }
    return .id(compiled.vocabulary.id(id, of: kind), kind: shape.kinds[kind.index].name)
  }

  /// The variable that a text begins with; Chinese needs no blank behind it.
  private func variable(_ text: String, _ path: CursorPath, _ file: SourceFile) -> Occurrence.Symbol? {
    guard let scope = scope(path, file), text != "$_" else { return nil }
    let run = text.dropFirst()
    let known = Variables.names(in: file, path.item)
      .filter { run.hasPrefix($0) && ($0 != run || isBound($0, in: scope)) }
    let name = known.filter { isBound($0, in: scope) }.max { $0.count < $1.count } ?? String(run)
    return name.isEmpty ? nil : .variable(name, scope: scope)
  }

  private func isBound(_ name: String, in scope: String) -> Bool {
    index.rule(scope).map { $0.variables.contains(name) } ?? true
  }

  /// The rule or section that the cursor is in.
  private func scope(_ path: CursorPath, _ file: SourceFile) -> String? {
    guard let item = path.item, case .key(let list)? = path.steps.first else { return nil }
    let fields: CursorPlace.Fields
    switch list {
    case "rules": fields = .rule
    case "changes": fields = .change
    case "report": fields = .section
    default: return nil
    }
    for line in file.string(item).split(whereSeparator: \.isNewline) {
      let content = line.drop { " -{".contains($0) }
      guard content.hasPrefix(fields.naming + ":") else { continue }
      let rest = content.dropFirst(fields.naming.count + 1).prefix { !",}#".contains($0) }
      let name = CursorPath.unquoted(String(rest))
      return list == "changes" ? "change \(name)" : name
    }
    return nil
  }
}

extension Vocabulary {
  fileprivate func exact(_ text: String, of kind: PackIndex.Kind, in shape: Shape) -> Int? {
    shape.kind(named: kind.name).flatMap { exact(text, of: $0) }
  }
}
