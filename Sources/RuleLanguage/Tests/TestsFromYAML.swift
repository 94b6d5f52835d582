package import SourceTree

/// Reads the tests of a pack.
package enum TestsFromYAML {
  static let fields = ["test", "profile", "expect", "reject", "note"]

  /// - Returns: the tests in the order of their files, and the texts that their places refer to.
  package static func read(
    _ pack: PackFiles, for compiled: CompiledPack, limits: SourceLimits
  ) throws(DiagnosticError) -> (tests: [ResolvedTest], sources: SourceMap) {
    var sources = SourceMap()
    var findings = Findings()
    let roots = pack.tests.compactMap { path in
      YAMLFromFiles.read(path, in: pack.store, into: &sources, limits: limits, findings: &findings)
    }
    try sources.stop(at: findings)
    var tests: [ResolvedTest] = []
    var names: [String: Span] = [:]
    var mistakes: [Diagnostic] = []
    for root in roots {
      guard let file = findings.fields(root, of: "a file of tests", allowed: ["tests"]),
        let list = file["tests"]
      else { continue }
      for node in findings.sequence(list, "tests", of: "tests") ?? [] {
        guard let test = test(node, sources, compiled, &findings, &mistakes) else { continue }
        if let first = names[test.name] {
          findings.report(
            "duplicate-test", "a test of this name is already there", at: test.span,
            notes: [("first stated here", first)])
        }
        names[test.name] = test.span
        tests.append(test)
      }
    }
    if !mistakes.isEmpty {
      throw DiagnosticError((sources.error(findings).diagnostics + mistakes).inPlaceOrder)
    }
    try sources.stop(at: findings)
    return (tests, sources)
  }

  private static func test(
    _ node: YAMLNode, _ sources: SourceMap, _ pack: CompiledPack, _ findings: inout Findings,
    _ mistakes: inout [Diagnostic]
  ) -> ResolvedTest? {
    guard let fields = findings.fields(node, of: "a test", allowed: fields) else { return nil }
    guard let name = fields["test"], let text = name.scalar, !text.isEmpty else {
      findings.report("missing-field", "a test begins with a sentence, `test: …`", at: node.span)
      return nil
    }
    guard let profileNode = fields["profile"] else {
      findings.report("missing-field", "the test has no `profile`", at: name.span)
      return nil
    }
    if fields["expect"] == nil && fields["reject"] == nil {
      findings.report("missing-field", "the test neither expects nor rejects anything", at: name.span)
    }
    do throws(DiagnosticError) {
      let profile = try FactsFromProfile.read(profileNode, sources, for: pack)
      return ResolvedTest(
        name: text, span: name.span, profile: profile,
        expectations: queries("expect", fields, pack, profile.texts, &findings),
        rejections: queries("reject", fields, pack, profile.texts, &findings))
    } catch {
      _ = queries("expect", fields, pack, pack.texts, &findings)
      _ = queries("reject", fields, pack, pack.texts, &findings)
      mistakes += error.diagnostics
      return nil
    }
  }

  private static func queries(
    _ field: String, _ fields: [String: YAMLNode], _ pack: CompiledPack, _ texts: TextTable,
    _ findings: inout Findings
  ) -> [ResolvedQuery] {
    SurfaceFromYAML.list(fields[field]).compactMap {
      QueryFromYAML.read([$0], for: pack, texts: texts, field: field, findings: &findings)
    }
  }
}

extension [Diagnostic] {
  /// Sorted by path, line and column.
  fileprivate var inPlaceOrder: [Diagnostic] {
    sorted { left, right in
      guard let mine = left.place, let theirs = right.place else {
        return left.place == nil && right.place != nil
      }
      return (mine.path, mine.line, mine.column, left.code) < (
        theirs.path, theirs.line, theirs.column, right.code
      )
    }
  }
}
