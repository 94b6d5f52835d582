import TestSupport
import Testing

@testable import Recommender

/// Coverage and mutations of a pack that is small enough to count by hand.
@Suite("The worth of tests") struct TestSuiteTests {
  private static let manifest = "pack: lamps\nversion: 1.0.0\nlocales: [en]\n"
  private static let rules = """
    kinds: { lamp: lamps }
    shape:
      lamps: { $lamp: { name: text, watts: number } }
      profile: { room: number, owns: "[lamp]?" }
      limits: { most: number? }
      fits: [lamp]
      size: small | large
    lamps:
      desk: { name: desk lamp, watts: 5 }
      hall: { name: hall lamp, watts: 40 }
    rules:
      - rule: bright-enough
        when: { profile: { room: $room }, lamps: { $lamp: { watts: $watts } } }
        where: $watts >= $room
        unless: { profile: { owns: $lamp } }
        then: { fits: $lamp }
      - rule: size-by-room
        when: { profile: { room: $room } }
        then: { size: $size }
        table:
          - { room: ..<10, size: small }
          - { room: 10.., size: large }
      - rule: below-a-limit
        when: { limits: { most: 1.. }, profile: { room: $_ } }
        then: { size: small }
    """

  private func suite(_ tests: String) throws -> TestSuite {
    try TestSuite([
      Pack(files: [
        "lamps/pack.yaml": Self.manifest, "lamps/rules.yaml": Self.rules, "lamps/tests/lamps.yaml": tests,
      ])
    ])
  }

  private static let oneTest = """
    tests:
      - test: a desk needs little light
        profile: { room: 5 }
        expect: { fits: [desk, hall], size: small }
    """

  private func rule(_ name: String, _ suite: TestSuite) throws -> RuleCoverage {
    try #require(suite.coverage().packs.flatMap(\.rules).first { $0.name == name })
  }

  @Test("a rule is covered by the tests in which it applies, and a row is a rule")
  func coverage() throws {
    let suite = try suite(Self.oneTest)
    #expect(try rule("bright-enough", suite).tests == ["a desk needs little light"])
    #expect(try rule("size-by-room[1]", suite).isCovered)
    let row = try rule("size-by-room[2]", suite)
    #expect(row.reason == .nearest(test: "a desk needs little light", failing: ["profile.room: 10.."]))
    let pack = try #require(suite.coverage().packs.first)
    #expect((pack.id, pack.coveredRules, pack.rules.count, pack.isUsed) == ("lamps", 2, 4, false))
  }

  @Test("what nothing states is told, and is stated by the facts of a file of tests")
  func facts() throws {
    #expect(try rule("below-a-limit", suite(Self.oneTest)).reason == .nothingStates("limits.most"))
    let stated = try suite("facts: { limits: { most: 2 } }\n" + Self.oneTest)
    #expect(try rule("below-a-limit", stated).isCovered)
    let other = try suite("facts: { limits: { most: 0 } }\n" + Self.oneTest)
    #expect(try rule("below-a-limit", other).reason == .packsDecide(["limits.most: 1.."]))
  }

  @Test("facts of a file of tests are checked like those of the pack")
  func mistakesInFacts() throws {
    let error = try #require(throws: DiagnosticError.self) {
      try suite("facts: { limit: { most: 2 }, lamps: { desk: { watts: 7 } } }\n" + Self.oneTest)
    }
    #expect(error.diagnostics.map(\.code).sorted() == ["stated-twice", "unknown-section"])
    #expect(error.diagnostics.contains { $0.place?.description == "lamps/tests/lamps.yaml:1:10" })
  }

  @Test("each condition has two outcomes: it lets the rule apply, or it alone stops it")
  func conditions() throws {
    func missed(_ tests: String) throws -> [String: Bool] {
      let conditions = try rule("bright-enough", suite(tests)).conditions
      return Dictionary(
        uniqueKeysWithValues: conditions.map { ("\($0.kind.rawValue) \($0.text)", $0.isMissed) })
    }
    // What the pack states alone is not counted, for no profile changes it.
    #expect(
      try missed(Self.oneTest) == [
        "when profile.room: $room": false, "where $room <= $watts": false,
        "unless profile.owns: $lamp": false,
      ])
    #expect(
      try missed(
        Self.oneTest + """

            - test: in a large room a desk lamp is not enough, and whoever owns the other needs none
              profile: { room: 20, owns: hall }
              reject: { fits: $_ }
            - test: without a room nothing fits
              profile: {}
              reject: { fits: $_ }
          """) == [
          "when profile.room: $room": true, "where $room <= $watts": true, "unless profile.owns: $lamp": true,
        ])
  }

  @Test("changes that no test notices come with a test that does")
  func witnesses() throws {
    let report = try suite(Self.oneTest).mutations(threads: 1)
    #expect(report.isComplete && report.mutations.count == report.possible)
    #expect(report.caught > 0)
    let missed = report.missed
    #expect(missed.contains { $0.rule == "size-by-room[2]" && $0.kind == .removeRow })
    for mutation in missed where mutation.rule != "below-a-limit" {
      guard case .missed(let witness?) = mutation.verdict else {
        Issue.record("no test for \(mutation.rule) \(mutation.before) → \(mutation.after ?? "")")
        continue
      }
      // It passes as the rules are, and its change is noticed where it stands among the tests.
      let tests = Self.oneTest + "\n" + witness.yaml.split(separator: "\n").map { "  \($0)\n" }.joined()
      let suite = try suite(tests)
      #expect(suite.results().allSatisfy { $0.allSatisfy { $0.passed } }, "\(witness.yaml)")
      let again = suite.mutations(threads: 1).mutations.first {
        $0.rule == mutation.rule && $0.kind == mutation.kind && $0.before == mutation.before
          && $0.after == mutation.after
      }
      guard case .caught? = again?.verdict else {
        Issue.record("\(witness.yaml) does not notice")
        continue
      }
    }
  }

  @Test("what is found does not depend on the number of threads")
  func threads() throws {
    let suite = try suite(Self.oneTest)
    func described(_ report: MutationReport) -> [String] {
      report.mutations.map { "\($0.rule) \($0.kind) \($0.before) \($0.after ?? "") \($0.verdict)" }
    }
    #expect(described(suite.mutations(threads: 1)) == described(suite.mutations(threads: 3)))
  }

  @Test("a sample is spread over all changes, and a run that is stopped tells what it has")
  func samples() throws {
    let suite = try suite(Self.oneTest)
    let report = suite.mutations(sample: 5, findsTests: false)
    #expect((report.mutations.count, report.hasSearched) == (5, false))
    #expect(Set(report.mutations.map(\.rule)).count > 1)
    let run = MutationRun(suite)
    run.stop()
    run.work()
    #expect((run.done, run.report.isComplete, run.report.score) == (0, false, nil))
  }
}
