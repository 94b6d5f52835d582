import Inference
import SourceTree

/// What a tree pattern says: facts that must be there, and tests of their values.
struct Pattern {
  var atoms: [Atom] = []
  var spans: [Span] = []
  var tests: [Expression] = []

  mutating func add(_ leaf: LeafID, _ keys: [Term], _ value: Term, at span: Span) {
    atoms.append(Atom(leaf: leaf, keys: keys, value: value))
    spans.append(span)
  }

  var condition: Condition { Condition(atoms: atoms, tests: tests) }
}

extension Resolver {
  /// Resolves patterns that must all match.
  mutating func pattern(_ nodes: [YAMLNode]) -> Pattern {
    var pattern = Pattern()
    for node in nodes {
      guard node.mapping != nil else {
        findings.report("wrong-type", "expected a pattern such as `profile: { years: 1..3 }`", at: node.span)
        continue
      }
      match(node, shape.nodes[Shape.root], [], &pattern)
    }
    return pattern
  }

  private mutating func match(_ node: YAMLNode, _ place: ShapeNode, _ keys: [Term], _ pattern: inout Pattern)
  {
    let node = filledIn(node, as: type(of: place))
    if let entry = place.entry, node.mapping?.isEmpty == true {
      pattern.add(entry, keys, .any, at: node.span)
      return
    }
    switch place.content {
    case .record(let fields): matchRecord(node, place, fields, keys, &pattern)
    case .map(let kind, let value, let entry): matchMap(node, place, kind, value, entry, keys, &pattern)
    case .leaf(let leaf): matchLeaf(node, leaf, keys, &pattern)
    }
  }

  private mutating func matchRecord(
    _ node: YAMLNode, _ place: ShapeNode, _ fields: [String: Int], _ keys: [Term], _ pattern: inout Pattern
  ) {
    guard let entries = node.mapping else {
      findings.report(
        "wrong-type", "expected fields of `\(place.path)`", at: node.span,
        help: "its fields are \(quoted(fields.keys.sorted()))")
      return
    }
    if entries.isEmpty { findings.report("empty-pattern", "an empty pattern says nothing", at: node.span) }
    for (key, value) in entries.inKeyOrder {
      guard let field = field(key, in: fields, of: place.path) else { continue }
      match(value, shape.nodes[field], keys, &pattern)
    }
  }

  private mutating func matchMap(
    _ node: YAMLNode, _ place: ShapeNode, _ kind: KindID, _ value: Int, _ entry: LeafID, _ keys: [Term],
    _ pattern: inout Pattern
  ) {
    guard let entries = node.mapping else {
      members(node, of: entry, keys, .id(kind), shape.kinds[kind.index].name, &pattern)
      return
    }
    if entries.isEmpty {
      findings.report(
        "empty-pattern", "an empty pattern says nothing", at: node.span, help: "write `$_` for any")
    }
    for (key, inner) in entries.inKeyOrder {
      // A key that means nothing is told; what stands under it is read all the same.
      match(inner, shape.nodes[value], keys + [patternKey(key, kind) ?? .any], &pattern)
    }
  }

  private mutating func patternKey(_ key: YAMLNode, _ kind: KindID) -> Term? {
    let key = filledIn(key, as: .id(kind))
    guard let text = key.scalar, !key.isEmpty else {
      findings.report("wrong-type", "expected a \(shape.kinds[kind.index].name)", at: key.span)
      return nil
    }
    // The same key must serve every field below it, so "any" is a variable without a name.
    if text == "$_" { return .variable(scope.hidden(.id(kind), at: key.span)) }
    if let name = variableName(text) {
      return .variable(variable(name, as: .id(kind), binds: true, at: key.span))
    }
    return id(text, of: kind, at: key.span).map { .constant(Value($0)) }
  }

  private mutating func matchLeaf(_ node: YAMLNode, _ leaf: LeafID, _ keys: [Term], _ pattern: inout Pattern)
  {
    let declared = shape[leaf]
    switch declared.holds {
    case .alias:
      findings.report("wrong-type", "other names of an id can't be matched", at: node.span)
    case .set:
      guard let member = declared.keys.last else { return }
      let what = if case .kind(let kind) = member { shape.kinds[kind.index].name } else { "text" }
      members(node, of: leaf, keys, VariableType(member), what, &pattern)
    case .one, .sum, .max, .min, .rank:
      let node = filledIn(node, as: VariableType(declared.type))
      guard let text = node.scalar, !node.isEmpty else {
        findings.report(
          "wrong-type", "expected a value of `\(declared.path)`", at: node.span,
          help: node.sequence == nil ? nil : "for one of several values write `a | b`")
        return
      }
      matchValue(text.trimmed, node, leaf, declared, keys, &pattern)
    case .entry: return
    }
  }

  /// `$skill`, `copywriting`, `a | b`, or a list of members that must all be in. A cell of a table is filled in once:
  /// what stands within it may not name its own column.
  private mutating func members(
    _ written: YAMLNode, of leaf: LeafID, _ keys: [Term], _ type: VariableType, _ what: String,
    _ pattern: inout Pattern,
    isCell: Bool = false
  ) {
    let node = isCell ? written : filledIn(written, as: type)
    if let items = node.sequence {
      if items.isEmpty { findings.report("empty-pattern", "an empty list says nothing", at: node.span) }
      let isCell = isCell || written.scalar != nil
      for item in items { members(item, of: leaf, keys, type, what, &pattern, isCell: isCell) }
      return
    }
    guard let text = node.scalar, !node.isEmpty else {
      findings.report("wrong-type", "expected a \(what), `$variable` or `$_`", at: node.span)
      return
    }
    let term: Term?
    if text == "$_" {
      term = .any
    } else if let name = variableName(text) {
      term = .variable(variable(name, as: type, binds: true, at: node.span))
    } else if case .id(let kind) = type, text.contains("|"), vocabularyLacks(text, kind) {
      term = alternatives(text, node, type, &pattern) { resolver, part, span in
        resolver.id(part, of: kind, at: span).map { Value($0) }
      }
    } else if case .id(let kind) = type {
      term = id(text, of: kind, at: node.span).map { .constant(Value($0)) }
    } else {
      term = .constant(texts.intern(LocalizedText(text)))
    }
    if let term { pattern.add(leaf, keys + [term], .any, at: node.span) }
  }

  /// Whether a text with `|` in it is not itself a name.
  private func vocabularyLacks(_ text: String, _ kind: KindID) -> Bool {
    if case .unknown = vocabulary.meaning(of: text, as: kind) { return true }
    return false
  }

  /// `a | b`: a hidden variable that equals one of them.
  private mutating func alternatives(
    _ text: String, _ node: YAMLNode, _ type: VariableType, _ pattern: inout Pattern,
    _ read: (inout Resolver, String, Span) -> Value?
  ) -> Term? {
    let variable = scope.hidden(type, at: node.span)
    var code: [Instruction] = []
    for (part, span) in parts(of: text, node) {
      guard let value = read(&self, part, span) else { continue }
      let isFirst = code.isEmpty
      code += [.variable(variable), .constant(value), .equal]
      if !isFirst { code.append(.or) }
    }
    if code.isEmpty { return nil }
    pattern.tests.append(Expression(code: code))
    return .variable(variable)
  }

  /// The parts between `|`, each with its place.
  private mutating func parts(of text: String, _ node: YAMLNode) -> [(String, Span)] {
    var parts: [(String, Span)] = []
    var offset = 0
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      let trimmed = part.trimmed
      let lead = part.utf8.distance(from: part.utf8.startIndex, to: trimmed.startIndex)
      if trimmed.isEmpty {
        findings.report("wrong-type", "something is missing beside `|`", at: node.span)
      } else if variableName(trimmed) != nil {
        findings.report(
          "wrong-type", "a variable can't stand beside `|`",
          at: node.span(from: offset + lead, length: trimmed.utf8.count),
          help: "compare it in `where`: `$a = red or $a = $b`")
      } else {
        parts.append((String(trimmed), node.span(from: offset + lead, length: trimmed.utf8.count)))
      }
      offset += part.utf8.count + 1
    }
    return parts
  }

  private mutating func matchValue(
    _ text: Substring, _ node: YAMLNode, _ leaf: LeafID, _ declared: ShapeLeaf, _ keys: [Term],
    _ pattern: inout Pattern
  ) {
    let type = VariableType(declared.type)
    if text == "$_" {
      pattern.add(leaf, keys, .any, at: node.span)
    } else if let name = variableName(text) {
      pattern.add(leaf, keys, .variable(variable(name, as: type, binds: true, at: node.span)), at: node.span)
    } else if declared.type == .number, text.contains("|") || text.range(of: "..") != nil {
      let variable = scope.hidden(type, at: node.span)
      var code: [Instruction] = []
      for (part, span) in parts(of: node.scalar ?? "", node) {
        guard let test = numberTest(part, variable, declared, at: span) else { continue }
        let isFirst = code.isEmpty
        code += test
        if !isFirst { code.append(.or) }
      }
      pattern.add(leaf, keys, .variable(variable), at: node.span)
      if !code.isEmpty { pattern.tests.append(Expression(code: code)) }
    } else if declared.type == .number {
      if let value = patternNumber(String(text), at: node.span, of: declared) {
        pattern.add(leaf, keys, .constant(value), at: node.span)
      }
    } else if declared.type != .text, text.contains("|") {
      let term = alternatives(node.scalar ?? "", node, type, &pattern) { resolver, part, span in
        resolver.constant(part, at: span, of: declared)
      }
      if let term { pattern.add(leaf, keys, term, at: node.span) }
    } else if let value = constant(String(text), at: node.span, of: declared) {
      pattern.add(leaf, keys, .constant(value), at: node.span)
    }
  }

  private mutating func patternNumber(_ text: String, at span: Span, of leaf: ShapeLeaf) -> Value? {
    guard ExactDecimal(text) != nil else {
      findings.report(
        "wrong-type", "expected a number or a range, not `\(text)`", at: span, help: Resolver.ranges)
      return nil
    }
    return number(text, at: span, of: leaf)
  }

  private static let ranges = "a range is written `1..3`, `1..<4`, `3..`, `..2` or `..$limit`"

  /// `3`, `1..3`, `1..<4`, `3..`, `..$have` as a test of a variable.
  private mutating func numberTest(_ text: String, _ variable: Int, _ leaf: ShapeLeaf, at span: Span)
    -> [Instruction]?
  {
    guard let dots = text.range(of: "..") else {
      return patternNumber(text, at: span, of: leaf).map { [.variable(variable), .constant($0), .equal] }
    }
    let low = text[..<dots.lowerBound].trimmed
    var high = text[dots.upperBound...].trimmed
    let isOpen = high.hasPrefix("<")
    if isOpen { high = high.dropFirst().trimmed }
    if low.isEmpty && high.isEmpty || isOpen && high.isEmpty {
      findings.report("bad-range", "`\(text)` is not a range", at: span, help: Resolver.ranges)
      return nil
    }
    var code: [Instruction] = []
    var (least, greatest) = (-Value.max, Value.max)
    for (end, isLow) in [(low, true), (high, false)] where !end.isEmpty {
      guard let operand = rangeEnd(end, of: text, at: span) else { return nil }
      if case .constant(let value) = operand {
        if isLow { least = value } else { greatest = isOpen ? value - 1 : value }
      }
      let isFirst = code.isEmpty
      code +=
        isLow
        ? [operand, .variable(variable), .lessOrEqual]
        : [.variable(variable), operand, isOpen ? .less : .lessOrEqual]
      if !isFirst { code.append(.and) }
    }
    if least > greatest {
      findings.report("bad-range", "no number is within `\(text)`", at: span)
    } else if let bounds = leaf.bounds, least > bounds.upperBound || greatest < bounds.lowerBound {
      findings.report("out-of-bounds", "nothing within `\(text)` is within \(described(leaf))", at: span)
    }
    return code
  }

  private mutating func rangeEnd(_ end: Substring, of range: String, at span: Span) -> Instruction? {
    guard let name = variableName(end) else {
      if let number = ExactDecimal(end) { return .constant(number.rawValue) }
      findings.report("bad-range", "`\(range)` is not a range", at: span, help: Resolver.ranges)
      return nil
    }
    if let cell = scope.columns[name] {
      scope.usedColumns.insert(name)
      guard let text = cell.scalar else {
        findings.report("wrong-type", "expected a number for `$\(name)` in a range", at: cell.span)
        return nil
      }
      return decimal(text, at: cell.span).map { .constant($0) }
    }
    return .variable(variable(name, as: .number, binds: false, at: span.part(end, of: range)))
  }
}

extension YAMLEntries {
  /// Sorted by key, so that nothing depends on the order in which keys are written.
  var inKeyOrder: [Element] {
    if count < 2 { return Array(self) }
    let names = map { $0.key.scalar ?? "" }
    return indices.sorted { names[$0] < names[$1] }.map { self[$0] }
  }
}
