import Inference
package import SourceTree

/// Changes what a person states, by the reader that reads profiles: names, types and bounds are checked as in a file.
///
/// All edits are about the profile as it was. First goes what they set, unset and remove; then stands what they set and
/// add. So their order means nothing, and two that set one place to different values are refused.
package struct FactsFromEdits {
  /// A place below `profile`, with the ids on the way.
  private struct Target {
    let node: Int
    let keys: [Int]
    /// The keys in one word.
    let key: UInt64
    /// The maps on the way, with their keys in one word.
    let entries: [(leaf: LeafID, key: UInt64)]
    let span: Span
  }

  private let pack: CompiledPack
  private let profile: ProfileFacts
  private let limits: SourceLimits
  private var resolver: Resolver
  private var sources: SourceMap
  private var stated: StatedFactsBuilder
  private var removed: StatedFactsBuilder
  /// The leaves in which facts go, with the keys that they begin with.
  private var cleared: [LeafID: [[Int]]] = [:]

  /// - Throws: every mistake in the texts of the edits, with the option (`--set`) as the name of the file.
  package static func read(
    _ edits: [ProfileEdit], of profile: ProfileFacts, for pack: CompiledPack, limits: SourceLimits
  ) throws(DiagnosticError) -> ProfileFacts {
    var reader = FactsFromEdits(profile, pack, limits)
    for edit in edits { reader.take(edit) }
    return try reader.changed()
  }

  private init(_ profile: ProfileFacts, _ pack: CompiledPack, _ limits: SourceLimits) {
    self.pack = pack
    self.profile = profile
    self.limits = limits
    resolver = Resolver(shape: pack.shape, vocabulary: pack.vocabulary, texts: profile.texts)
    sources = profile.sources
    stated = StatedFactsBuilder(pack.program.packings)
    removed = StatedFactsBuilder(pack.program.packings)
  }

  // MARK: Edits

  private mutating func take(_ edit: ProfileEdit) {
    let bytes = Array(edit.text.utf8)
    let file = sources.add(path: edit.name, bytes: bytes)
    let whole = Span(file: file, start: 0, end: UInt32(bytes.count))
    let sign = bytes.firstIndex(of: UInt8(ascii: "="))
    guard (sign == nil) == (edit.kind == .unset) else {
      let example = edit.kind == .unset ? "a place, `years`" : "a place and a value, `years=4`"
      resolver.findings.report("bad-edit", "`\(edit.name)` takes \(example)", at: whole)
      return
    }
    let path = Span(file: file, start: 0, end: UInt32(sign ?? bytes.count))
    guard let target = target(edit.text, bytes, path) else { return }
    switch edit.kind {
    case .unset: clear(target)
    case .set:
      clear(target)
      enter(target)
      guard let sign, let value = value(edit, bytes, behind: sign, file) else { return }
      state(value, at: target)
    case .add, .remove:
      guard isSet(target, edit) else { return }
      guard let sign, let value = value(edit, bytes, behind: sign, file) else { return }
      if edit.kind == .add {
        enter(target)
        state(value, at: target)
      } else {
        resolver.facts(value, at: target.node, below: target.key, into: &removed)
      }
    }
  }

  private mutating func isSet(_ target: Target, _ edit: ProfileEdit) -> Bool {
    let node = pack.shape.nodes[target.node]
    if case .leaf(let leaf) = node.content, case .set = pack.shape[leaf].holds { return true }
    let other = edit.kind == .add ? "--set" : "--unset"
    resolver.findings.report(
      "not-a-set", "`\(node.path)` is not a set, which `\(edit.name)` changes", at: target.span,
      help: "write `\(other)`")
    return false
  }

  /// Reads the value behind the sign. What stands before it is blank, so that places are those of the whole text.
  private mutating func value(_ edit: ProfileEdit, _ bytes: [UInt8], behind sign: Int, _ file: UInt32)
    -> YAMLNode?
  {
    guard bytes[(sign + 1)...].contains(where: { $0 != UInt8(ascii: " ") }) else {
      return .empty(at: Span(file: file, start: UInt32(sign), end: UInt32(sign + 1)))
    }
    var blank = SourceMap()
    for _ in 0..<file { _ = blank.add(path: "", bytes: []) }
    _ = blank.add(
      path: edit.name, bytes: Array(repeating: UInt8(ascii: " "), count: sign + 1) + bytes[(sign + 1)...])
    return YAMLReader.read(file, in: blank, limits: limits, findings: &resolver.findings)
  }

  private mutating func state(_ value: YAMLNode, at target: Target) {
    let known = resolver.findings.list.count
    resolver.facts(value, at: target.node, below: target.key, into: &stated)
    guard let text = value.scalar, text.contains(where: { ",，、".contains($0) }),
      resolver.findings.list.count > known,
      case .leaf(let leaf) = pack.shape.nodes[target.node].content, case .set = pack.shape[leaf].holds
    else { return }
    resolver.findings.advise("write a list in brackets: `[a, b]`", fromFinding: known)
  }

  /// Lets the maps on the way have their entries.
  private mutating func enter(_ target: Target) {
    for entry in target.entries { stated.add(entry.leaf, entry.key, at: target.span) }
  }

  /// Takes away what stands at a place and below.
  private mutating func clear(_ target: Target) {
    var leaves = leaves(below: target.node)
    if let entry = pack.shape.nodes[target.node].entry { leaves.append(entry) }
    for leaf in leaves { cleared[leaf, default: []].append(target.keys) }
  }

  private func leaves(below node: Int) -> [LeafID] {
    switch pack.shape.nodes[node].content {
    case .record(let fields): fields.values.flatMap { leaves(below: $0) }
    case .map(_, let value, let entry): [entry] + leaves(below: value)
    case .leaf(let leaf): [leaf]
    }
  }

  // MARK: Places

  /// A part of a path with its place in the text.
  private struct Part {
    let text: String
    let span: Span
  }

  private mutating func target(_ text: String, _ bytes: [UInt8], _ path: Span) -> Target? {
    guard let profile = pack.shape.section(Shape.profile) else {
      resolver.findings.report("no-profile", "the pack's shape has no `profile`", at: path)
      return nil
    }
    var rest = FactsFromEdits.parts(bytes, path)[...]
    if rest.first?.text == Shape.profile, rest.count > 1,
      !FactsFromProfile.hasField(Shape.profile, pack.shape)
    {
      rest.removeFirst()
    }
    var node = profile
    var keys: [Int] = []
    var key: UInt64 = 0
    var entries: [(leaf: LeafID, key: UInt64)] = []
    while let part = rest.first {
      switch pack.shape.nodes[node].content {
      case .record(let fields):
        let shapePath = pack.shape.nodes[node].path
        guard let field = resolver.field(part.text, at: part.span, in: fields, of: shapePath) else {
          return nil
        }
        rest.removeFirst()
        node = field
      case .map(let kind, let value, let entry):
        guard let id = id(of: kind, &rest, isLast: isLeaf(value)) else { return nil }
        keys.append(id)
        key = resolver.below(key, kind, id)
        entries.append((entry, key))
        node = value
      case .leaf:
        resolver.findings.report(
          "unknown-field", "`\(pack.shape.nodes[node].path)` has no fields", at: part.span,
          help: "the path ends before it")
        return nil
      }
    }
    return Target(node: node, keys: keys, key: key, entries: entries, span: path)
  }

  private func isLeaf(_ node: Int) -> Bool {
    if case .leaf = pack.shape.nodes[node].content { true } else { false }
  }

  /// The id that the next parts name: a name may have dots, an id has none.
  private mutating func id(of kind: KindID, _ rest: inout ArraySlice<Part>, isLast: Bool) -> Int? {
    guard let first = rest.first else { return nil }
    for count in 1...rest.count {
      let name = rest.prefix(count).map(\.text).joined(separator: ".")
      switch pack.vocabulary.meaning(of: name, as: kind) {
      case .id(let id):
        rest.removeFirst(count)
        return id
      case .ambiguous: return resolver.id(name, of: kind, at: first.span)
      case .unknown: continue
      }
    }
    let parts = isLast ? rest : rest.prefix(1)
    let span = Span(
      file: first.span.file, start: first.span.start, end: parts.last?.span.end ?? first.span.end)
    return resolver.id(parts.map(\.text).joined(separator: "."), of: kind, at: span)
  }

  /// The parts of a path between its dots, without the white space around them.
  private static func parts(_ bytes: [UInt8], _ path: Span) -> [Part] {
    func isSpace(_ index: Int) -> Bool { bytes[index] == UInt8(ascii: " ") }
    var parts: [Part] = []
    var start = Int(path.start)
    for end in start...Int(path.end) where end == Int(path.end) || bytes[end] == UInt8(ascii: ".") {
      var (low, high) = (start, end)
      while low < high, isSpace(low) { low += 1 }
      while low < high, isSpace(high - 1) { high -= 1 }
      parts.append(
        Part(
          text: String(decoding: bytes[low..<high], as: UTF8.self),
          span: Span(file: path.file, start: UInt32(low), end: UInt32(high))))
      start = end + 1
    }
    return parts
  }

  // MARK: The outcome

  private func changed() throws(DiagnosticError) -> ProfileFacts {
    var (resolver, stated) = (resolver, stated)
    let removed = resolver.unified(removed)
    for index in profile.facts.rows.indices {
      let leaf = LeafID(index)
      let gone = Set(removed.rows[index].keys)
      let known = profile.facts.rows[index]
      for (row, key) in known.keys.enumerated() where !gone.contains(key) {
        let keys = pack.program.packings[index].keys(key)
        if cleared[leaf]?.contains(where: { keys.starts(with: $0) }) == true { continue }
        let span = profile.facts.spans[index][row]
        if pack.shape[leaf].hasValue {
          stated.add(leaf, key, known.value(row), at: span)
        } else {
          stated.add(leaf, key, at: span)
        }
      }
    }
    let facts = resolver.unified(stated)
    try sources.stop(at: resolver.findings)
    return ProfileFacts(facts: facts, texts: resolver.texts, sources: sources)
  }
}
