package import SourceTree

/// Reads tree patterns that stand alone, against a compiled pack.
package enum QueryFromYAML {
  /// - Parameters:
  ///   - nodes: patterns that must match together.
  ///   - texts: those of the pack and, behind them, those of the profile that the query is asked of.
  ///   - field: what messages call the place where the pattern stands.
  package static func read(
    _ nodes: [YAMLNode], for pack: CompiledPack, texts: TextTable, field: String = "when",
    findings: inout Findings
  ) -> ResolvedQuery? {
    var resolver = Resolver(shape: pack.shape, vocabulary: pack.vocabulary, texts: texts)
    var query = resolver.query(nodes, field: field)
    query.texts = resolver.texts
    for finding in resolver.findings.list { findings.report(finding) }
    return resolver.findings.isEmpty ? query : nil
  }

  /// Reads a goal as a person types it: a pattern in one line, `fit: { cactus: { rank: 1 } }`, or a list of patterns that
  /// must match together.
  ///
  /// - Parameter name: what messages call the text.
  /// - Throws: every mistake in the text.
  package static func read(
    text: String, named name: String, for pack: CompiledPack, texts: TextTable, limits: SourceLimits
  ) throws(DiagnosticError) -> ResolvedQuery {
    var sources = SourceMap()
    var findings = Findings()
    let file = sources.add(path: name, bytes: Array(text.utf8))
    let root = YAMLReader.read(file, in: sources, limits: limits, findings: &findings)
    try sources.stop(at: findings)
    guard let root else { throw sources.error(findings) }
    if root.sequence?.isEmpty == true {
      findings.report("empty-pattern", "an empty list says nothing", at: root.span)
    }
    let query = read(
      root.sequence ?? [root], for: pack, texts: texts, field: "the \(name)", findings: &findings)
    guard let query, findings.isEmpty else { throw sources.error(findings) }
    return query
  }
}

extension Resolver {
  /// Patterns with no rule around them.
  fileprivate mutating func query(_ nodes: [YAMLNode], field: String) -> ResolvedQuery {
    scope = Scope()
    scope.binder = "`\(field)`"
    var body = body(when: nodes, unless: [], tests: [])
    let numbering = scope.numbering()
    body.rename(numbering.rename)
    return ResolvedQuery(
      condition: body.when.condition, unless: [], variables: variables(numbering.order), given: 0,
      named: numbering.named,
      atomSpans: body.when.spans)
  }
}
