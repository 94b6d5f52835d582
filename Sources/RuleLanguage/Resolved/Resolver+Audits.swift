import Inference
import SourceTree

extension Resolver {
  static let auditFields = [
    "audit", "each", "unless", "where", "needs", "reaches", "because", "tone", "note",
  ]

  /// Resolves `audits:`, in the order of their names.
  mutating func audits(_ nodes: [YAMLNode]) -> [ResolvedAudit] {
    var seen: [String: Span] = [:]
    let audits = nodes.compactMap { audit($0) }
    for audit in audits {
      if let first = seen[audit.id] {
        findings.report(
          "declared-twice", "an audit `\(audit.id)` is already there", at: audit.span,
          notes: [("first stated here", first)])
      }
      seen[audit.id] = audit.span
    }
    return audits.sorted { ($0.id, $0.span) < ($1.id, $1.span) }
  }

  private mutating func audit(_ node: YAMLNode) -> ResolvedAudit? {
    guard let fields = findings.fields(node, of: "an audit", allowed: Resolver.auditFields),
      let id = findings.name(
        fields["audit"], of: "the name of the audit", example: "audit: every-skill-is-taught", in: node)
    else { return nil }
    let span = fields["audit"]?.span ?? node.span
    guard let each = fields["each"] else {
      findings.report(
        "missing-field", "the audit `\(id)` has no `each`", at: span, help: "say what it looks at")
      return nil
    }
    scope = Scope(inside: [], span: node.span)
    scope.binder = "`each`"
    var body = body(
      when: SurfaceFromYAML.list(each), unless: SurfaceFromYAML.list(fields["unless"]),
      tests: SurfaceFromYAML.list(fields["where"]))
    checkBound()
    let numbering = scope.numbering()
    body.rename(numbering.rename)
    let variables = self.variables(numbering.order)
    let because = fields["because"].flatMap { template($0) }?.renamed(numbering.rename)
    return ResolvedAudit(
      id: id, span: span,
      each: ResolvedQuery(
        condition: body.when.condition, unless: body.unless.map(\.condition), variables: variables, given: 0,
        named: numbering.named, atomSpans: body.when.spans),
      needs: fields["needs"].map { patterns($0, about: variables) },
      reaches: fields["reaches"].map { patterns($0, about: variables) }, because: because,
      isWarning: tone(fields["tone"], among: [.warning]) == .warning)
  }
}
