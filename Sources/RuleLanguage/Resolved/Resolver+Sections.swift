import Inference
import SourceTree

extension Resolver {
  static let sectionFields = [
    "section", "title", "each", "unless", "where", "order", "limit", "text", "bar", "note", "empty", "tone",
    "margin", "parts",
  ]
  static let questionFields = ["question", "sets", "text", "help"]

  /// Resolves sections of a report, within a section whose variables are bound.
  mutating func sections(_ nodes: [YAMLNode], inside outer: [ResolvedRule.Variable] = []) -> [ResolvedSection]
  {
    var seen: [String: Span] = [:]
    var sections: [ResolvedSection] = []
    for node in nodes {
      guard let section = section(node, inside: outer) else { continue }
      let span = node.mapping?.first { $0.key.scalar == "section" }?.value.span ?? node.span
      if let first = seen[section.id] {
        findings.report(
          "declared-twice", "the section `\(section.id)` is already there", at: span,
          notes: [("first stated here", first)])
      }
      seen[section.id] = span
      sections.append(section)
    }
    return sections
  }

  private mutating func section(_ node: YAMLNode, inside outer: [ResolvedRule.Variable]) -> ResolvedSection? {
    guard let fields = findings.fields(node, of: "a section", allowed: Resolver.sectionFields),
      let id = findings.name(
        fields["section"], of: "the name of the section", example: "section: my-section", in: node)
    else { return nil }
    scope = Scope(inside: outer, span: node.span)
    scope.binder = "an outer section"
    let title = fields["title"].flatMap { template($0) }
    let empty = fields["empty"].flatMap { template($0) }
    scope.binder = "`each`"
    var query: ResolvedQuery?
    var variables = outer
    var rename = Array(outer.indices)
    if let each = fields["each"] {
      var body = body(
        when: SurfaceFromYAML.list(each), unless: SurfaceFromYAML.list(fields["unless"]),
        tests: SurfaceFromYAML.list(fields["where"]))
      checkBound()
      let numbering = scope.numbering()
      rename = numbering.rename
      body.rename(rename)
      variables = self.variables(numbering.order)
      query = ResolvedQuery(
        condition: body.when.condition, unless: body.unless.map(\.condition), variables: variables,
        given: outer.count,
        named: numbering.named, atomSpans: body.when.spans)
    } else {
      for name in ["unless", "where", "order", "limit", "bar", "margin"] {
        if let field = fields[name] {
          findings.report("missing-field", "`\(name)` needs `each`", at: field.span)
        }
      }
    }
    let text = fields["text"].flatMap { template($0) }?.renamed(rename)
    let note = fields["note"].flatMap { template($0) }?.renamed(rename)
    let order = query == nil ? [] : SurfaceFromYAML.list(fields["order"]).compactMap { orderTerm($0) }
    let bar = query == nil ? nil : fields["bar"].flatMap { boundVariable($0) }
    if let bar, scope[bar].type != .number {
      findings.report("wrong-type", "a bar is drawn from a number", at: fields["bar"]?.span ?? node.span)
    }
    // Margin and parts have scopes of their own, and this one is done.
    let margin = query == nil ? nil : fields["margin"].map { patterns($0, about: variables) }
    let parts =
      fields["parts"].map {
        sections(findings.sequence($0, "parts", of: "sections") ?? [], inside: variables)
      } ?? []
    return ResolvedSection(
      id: id, span: fields["section"]?.span ?? node.span, title: title, query: query,
      order: order.map { (rename[$0.variable], $0.descending) }, limit: limit(fields["limit"]),
      text: text, bar: bar.map { rename[$0] }, note: note, empty: empty, tone: tone(fields["tone"]),
      margin: margin, parts: parts)
  }

  /// Patterns about a line or a thing, whose variables are bound.
  mutating func patterns(_ node: YAMLNode, about line: [ResolvedRule.Variable]) -> ResolvedQuery {
    scope = Scope(inside: line, span: node.span)
    let before = findings.list.count
    var body = body(when: SurfaceFromYAML.list(node), unless: [], tests: [])
    if findings.list.count == before {
      if body.when.atoms.isEmpty {
        findings.report("empty-pattern", "an empty pattern says nothing", at: node.span)
      }
      checkUsed()
    }
    let numbering = scope.numbering()
    body.rename(numbering.rename)
    return ResolvedQuery(
      condition: body.when.condition, unless: [], variables: variables(numbering.order), given: line.count,
      named: numbering.named, atomSpans: body.when.spans)
  }

  private mutating func orderTerm(_ node: YAMLNode) -> (variable: Int, descending: Bool)? {
    let descending = node.scalar?.hasPrefix("-") == true
    return boundVariable(node, dropping: descending ? 1 : 0).map { ($0, descending) }
  }

  private mutating func boundVariable(_ node: YAMLNode, dropping count: Int = 0) -> Int? {
    guard let text = node.scalar, let name = variableName(text.dropFirst(count)) else {
      findings.report("wrong-type", "expected a `$variable`", at: node.span)
      return nil
    }
    guard let variable = scope.lookup(name) else {
      unbound(name, at: node.span)
      return nil
    }
    return variable
  }

  private mutating func limit(_ node: YAMLNode?) -> Int? {
    guard let node else { return nil }
    guard let limit = node.scalar.flatMap({ Int($0) }), limit > 0 else {
      findings.report("wrong-type", "expected how many lines at most, such as `5`", at: node.span)
      return nil
    }
    return limit
  }

  mutating func tone(
    _ node: YAMLNode?, among tones: [ResolvedSection.Tone] = ResolvedSection.Tone.allCases
  ) -> ResolvedSection.Tone {
    guard let node else { return .plain }
    if let tone = node.scalar.flatMap(ResolvedSection.Tone.init(rawValue:)), tones.contains(tone) {
      return tone
    }
    let known = tones.map(\.rawValue)
    if let text = node.scalar, !node.isEmpty {
      findings.report(
        "unknown-word", "`\(text)` is not one of \(quoted(known))", at: node.span,
        help: findings.suggestion(text, known))
    } else {
      findings.report("wrong-type", "expected one of \(quoted(known))", at: node.span)
    }
    return .plain
  }

  /// Resolves `questions:`; each is about a field of the profile.
  mutating func questions(_ nodes: [YAMLNode]) -> [ResolvedQuestion] {
    nodes.compactMap { node in
      guard
        let fields = findings.fields(node, of: "a question", allowed: Resolver.questionFields),
        let id = findings.name(
          fields["question"], of: "the name of the question", example: "question: how-long", in: node)
      else { return nil }
      guard let sets = fields["sets"] else {
        findings.report(
          "missing-field", "the question has no `sets`", at: node.span,
          help: "say which field of the profile it asks for")
        return nil
      }
      guard let path = checkedProfileField(sets) else { return nil }
      guard let text = fields["text"].flatMap({ findings.text($0) }) else {
        if fields["text"] == nil {
          findings.report("missing-field", "the question has no `text`", at: node.span)
        }
        return nil
      }
      return ResolvedQuestion(
        id: id, span: fields["question"]?.span ?? node.span, field: path, text: text,
        help: fields["help"].flatMap { findings.text($0) })
    }
  }

  /// The path of a field of the profile, such as `plan.first`.
  private mutating func checkedProfileField(_ sets: YAMLNode) -> String? {
    guard var node = shape.section(Shape.profile) else {
      findings.report("no-profile", "the shape has no `profile` to ask for", at: sets.span)
      return nil
    }
    guard let path = sets.scalar, !sets.isEmpty else {
      findings.report("wrong-type", "expected a field of the profile", at: sets.span)
      return nil
    }
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      let fields: [String: Int] =
        if case .record(let fields) = shape.nodes[node].content { fields } else { [:] }
      guard let next = fields[String(part)] else {
        let known = fields.keys.sorted()
        findings.report(
          "unknown-field", "`\(part)` is not a field of `\(shape.nodes[node].path)`",
          at: sets.span(of: part, in: path),
          help: findings.suggestion(String(part), known)
            ?? (known.isEmpty ? nil : "its fields are \(quoted(known))"))
        return nil
      }
      node = next
    }
    return path
  }
}
