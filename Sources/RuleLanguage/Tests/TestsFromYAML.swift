package import SourceTree

/// Reads the tests of a pack.
package enum TestsFromYAML {
  static let fields = ["test", "profile", "expect", "reject", "note"]

  /// - Parameter packs: the files of the pack, behind those of the packs that it uses.
  /// - Returns: the tests in the order of their files, and the texts that their places refer to.
  package static func read(
    _ packs: [PackFiles], for compiled: CompiledPack, limits: SourceLimits
  ) throws(DiagnosticError) -> (grounds: [TestGround], sources: SourceMap) {
    var sources = SourceMap()
    var findings = Findings()
    let roots = (packs.last?.tests ?? []).compactMap { path in
      packs.last.flatMap {
        YAMLFromFiles.read(path, in: $0.store, into: &sources, limits: limits, findings: &findings)
      }
    }
    try sources.stop(at: findings)
    var grounds: [TestGround] = []
    var names: [String: Span] = [:]
    var mistakes: [Diagnostic] = []
    for root in roots {
      guard let file = findings.fields(root, of: "a file of tests", allowed: ["facts", "tests"]),
        let list = file["tests"]
      else { continue }
      guard let pack = ground(file["facts"], packs, compiled, sources, limits, &findings, &mistakes) else {
        continue
      }
      var tests: [ResolvedTest] = []
      for node in findings.sequence(list, "tests", of: "tests") ?? [] {
        guard let test = test(node, sources, pack, &findings, &mistakes) else { continue }
        if let first = names[test.name] {
          findings.report(
            "duplicate-test", "a test of this name is already there", at: test.span,
            notes: [("first stated here", first)])
        }
        names[test.name] = test.span
        tests.append(test)
      }
      if pack === compiled, grounds.last?.pack === compiled, let last = grounds.popLast() {
        tests = last.tests + tests
      }
      grounds.append(TestGround(pack: pack, tests: tests))
    }
    if !mistakes.isEmpty {
      throw DiagnosticError((sources.error(findings).diagnostics + mistakes).inPlaceOrder)
    }
    try sources.stop(at: findings)
    return (grounds, sources)
  }

  /// The pack with the facts that a file of tests states for its tests.
  private static func ground(
    _ facts: YAMLNode?, _ packs: [PackFiles], _ compiled: CompiledPack, _ sources: SourceMap,
    _ limits: SourceLimits, _ findings: inout Findings, _ mistakes: inout [Diagnostic]
  ) -> CompiledPack? {
    guard let facts else { return compiled }
    guard findings.mapping(facts, "facts", of: "sections of the shape") != nil else { return nil }
    do throws(DiagnosticError) {
      return try Compiler.compile(packs, adding: facts, sources: sources, limits: limits)
    } catch {
      mistakes += error.diagnostics
      return nil
    }
  }

  /// Reads tests that stand in no file.
  package static func read(
    text: String, for pack: CompiledPack, limits: SourceLimits
  ) throws(DiagnosticError) -> [ResolvedTest] {
    var sources = SourceMap()
    var findings = Findings()
    let file = sources.add(path: "tests", bytes: Array(text.utf8))
    let root = YAMLReader.read(file, in: sources, limits: limits, findings: &findings)
    try sources.stop(at: findings)
    var mistakes: [Diagnostic] = []
    let list = root.flatMap { findings.fields($0, of: "a file of tests", allowed: ["tests"]) }?["tests"]
    let tests = (list?.sequence ?? []).compactMap { test($0, sources, pack, &findings, &mistakes) }
    if !mistakes.isEmpty { throw DiagnosticError(mistakes) }
    try sources.stop(at: findings)
    return tests
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
