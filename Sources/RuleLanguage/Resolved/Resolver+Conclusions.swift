import Inference
import SourceTree

/// What a `then` adds to the tree.
struct Conclusions {
  var heads: [Head] = []
  var spans: [Span] = []

  mutating func add(_ leaf: LeafID, _ keys: [Term], _ value: Expression, at span: Span) {
    heads.append(Head(leaf: leaf, keys: keys, value: value))
    spans.append(span)
  }
}

extension Resolver {
  mutating func conclusions(_ node: YAMLNode) -> Conclusions {
    if let profile = node.mapping?.first(where: { $0.key.scalar == Shape.profile }) {
      findings.report(
        "profile-concluded", "`profile` is what the person states, and no rule concludes into it",
        at: profile.key.span,
        help: "give what follows from it a section of its own")
      return Conclusions()
    }
    guard node.mapping?.isEmpty == false else {
      findings.report("wrong-type", "expected what holds, such as `stage: builder`", at: node.span)
      return Conclusions()
    }
    return written(node)
  }

  /// The places that a tree fills.
  mutating func written(_ node: YAMLNode) -> Conclusions {
    var conclusions = Conclusions()
    conclude(node, shape.nodes[Shape.root], [], &conclusions)
    return conclusions
  }

  private mutating func conclude(
    _ node: YAMLNode, _ place: ShapeNode, _ keys: [Term], _ out: inout Conclusions
  ) {
    let node = filledIn(node, as: type(of: place))
    if let entry = place.entry, node.mapping?.isEmpty == true {
      out.add(entry, keys, Expression(code: []), at: node.span)
      return
    }
    switch place.content {
    case .record(let fields):
      guard let entries = node.mapping else {
        findings.report(
          "wrong-type", "expected fields of `\(place.path)`", at: node.span,
          help: "its fields are \(quoted(fields.keys.sorted()))")
        return
      }
      if entries.isEmpty {
        findings.report("wrong-type", "expected fields of `\(place.path)`", at: node.span)
      }
      for (key, value) in entries.inKeyOrder {
        guard let field = field(key, in: fields, of: place.path) else { continue }
        conclude(value, shape.nodes[field], keys, &out)
      }
    case .map(let kind, let value, let entry):
      guard let entries = node.mapping else {
        members(node, of: entry, keys, .id(kind), &out)
        return
      }
      for (key, inner) in entries.inKeyOrder {
        // A key that means nothing is told; what stands under it is read all the same.
        conclude(inner, shape.nodes[value], keys + [conclusionTerm(key, as: .id(kind)) ?? .any], &out)
      }
    case .leaf(let leaf): conclude(node, leaf, keys, &out)
    }
  }

  private mutating func conclude(_ node: YAMLNode, _ leaf: LeafID, _ keys: [Term], _ out: inout Conclusions) {
    let declared = shape[leaf]
    switch declared.holds {
    case .alias:
      findings.report("wrong-type", "other names of an id are stated, not concluded", at: node.span)
    case .rank:
      rankWritten(declared, at: node.span)
    case .set:
      if let member = declared.keys.last { members(node, of: leaf, keys, VariableType(member), &out) }
    case .one, .sum, .max, .min:
      if let value = conclusionValue(node, declared) { out.add(leaf, keys, value, at: node.span) }
    case .entry: return
    }
  }

  mutating func rankWritten(_ leaf: ShapeLeaf, at span: Span) {
    findings.report(
      "rank-written", "`\(leaf.path)` follows from the fields beside it and is never written", at: span)
  }

  private mutating func members(
    _ node: YAMLNode, of leaf: LeafID, _ keys: [Term], _ type: VariableType, _ out: inout Conclusions
  ) {
    for item in node.sequence ?? [node] {
      guard let term = conclusionTerm(item, as: type) else { continue }
      out.add(leaf, keys + [term], Expression(code: []), at: item.span)
    }
  }

  /// A variable or constant in the place of a key or member.
  private mutating func conclusionTerm(_ node: YAMLNode, as type: VariableType) -> Term? {
    let node = filledIn(node, as: type)
    guard let text = node.scalar, !node.isEmpty else {
      if case .text = type, !node.isEmpty, let text = findings.text(node) {
        return .constant(texts.intern(text))
      }
      findings.report("wrong-type", "expected \(type.described(in: shape)) or a `$variable`", at: node.span)
      return nil
    }
    if text == "$_" {
      findings.report("unbound-variable", "`$_` means any, and a conclusion must say which", at: node.span)
      return nil
    }
    if let name = variableName(text) {
      return .variable(variable(name, as: type, binds: false, at: node.span))
    }
    switch type {
    case .id(let kind): return id(text, of: kind, at: node.span).map { .constant(Value($0)) }
    case .text: return .constant(texts.intern(LocalizedText(text)))
    case .number, .yesNo, .words: return nil
    }
  }

  private mutating func conclusionValue(_ node: YAMLNode, _ leaf: ShapeLeaf) -> Expression? {
    let type = VariableType(leaf.type)
    let node = filledIn(node, as: type)
    if leaf.type == .text { return textConclusion(node) }
    guard let text = node.scalar, !node.isEmpty else {
      findings.report("wrong-type", "expected a value of `\(leaf.path)`", at: node.span)
      return nil
    }
    if text == "$_" {
      findings.report("unbound-variable", "`$_` means any, and a conclusion must say which", at: node.span)
      return nil
    }
    if let name = variableName(text.trimmed) {
      if case .words(let allowed) = type { return wordConclusion(name, Set(allowed), leaf, at: node.span) }
      return Expression(code: [.variable(variable(name, as: type, binds: false, at: node.span))])
    }
    switch leaf.type {
    case .number:
      guard let expression = expression(node, expecting: .number) else { return nil }
      if expression.code.count == 1, case .constant(let value) = expression.code[0] {
        guard checkBounds(value, text, at: node.span, of: leaf) else { return nil }
      }
      return expression
    case .yesNo where !isIdentifier(text): return expression(node, expecting: .yesNo)
    case .yesNo, .words, .id, .text:
      return constant(text, at: node.span, of: leaf).map { Expression(code: [.constant($0)]) }
    }
  }

  private mutating func textConclusion(_ node: YAMLNode) -> Expression? {
    if let text = node.scalar {
      if let name = variableName(text) {
        return Expression(code: [.variable(variable(name, as: .text, binds: false, at: node.span))])
      }
    }
    let versions = node.mapping?.map(\.value) ?? [node]
    for version in versions where !version.variableNames.isEmpty {
      findings.report(
        "text-with-variable", "a concluded text can't print variables", at: version.span,
        help: "print them in `because` or in a report")
      return nil
    }
    return findings.text(node).map { Expression(code: [.constant(texts.intern($0))]) }
  }

  /// A word variable may hold only words that the leaf knows.
  private mutating func wordConclusion(
    _ name: String, _ allowed: Set<String>, _ leaf: ShapeLeaf, at span: Span
  ) -> Expression? {
    guard let known = scope.lookup(name), case .words(let words)? = scope[known].type else {
      return Expression(code: [.variable(variable(name, as: .words(allowed), binds: false, at: span))])
    }
    let foreign = words.subtracting(allowed).sorted()
    if !foreign.isEmpty {
      findings.report(
        "type-clash", "`$\(name)` may be \(quoted(foreign)), which `\(leaf.path)` is not", at: span)
      return nil
    }
    scope[known].uses += 1
    return Expression(code: [.variable(known)])
  }
}
