package import SourceTree

/// Reads a tree pattern that stands alone, against a compiled pack.
package enum QueryFromYAML {
  /// - Parameter field: what messages call the place where the pattern stands.
  package static func read(
    _ node: YAMLNode, for pack: CompiledPack, field: String = "when",
    findings: inout Findings
  ) -> ResolvedQuery? {
    var resolver = Resolver(
      shape: pack.shape, vocabulary: pack.vocabulary, texts: pack.texts)
    let query = resolver.query(node, field: field)
    for finding in resolver.findings.list { findings.report(finding) }
    return resolver.findings.isEmpty ? query : nil
  }
}

extension Resolver {
  /// A pattern with no rule around it.
  fileprivate mutating func query(_ node: YAMLNode, field: String) -> ResolvedQuery {
    scope = Scope()
    scope.binder = "`\(field)`"
    var body = body(when: [node], unless: [], tests: [])
    let numbering = scope.numbering()
    body.rename(numbering.rename)
    return ResolvedQuery(
      condition: body.when.condition, unless: [], variables: variables(numbering.order), given: 0,
      named: numbering.named,
      atomSpans: body.when.spans)
  }
}
