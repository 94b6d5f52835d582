import Inference
import RuleLanguage
import SourceTree

/// What the tests of a suite come to under the rules as they are: the ground on which coverage and mutations stand.
final class TestBoard: Sendable {
  /// One pack with the tests that stand on its facts.
  struct Ground: Sendable {
    let pack: CompiledPack
    let limits: Limits
    /// The place of the first test.
    let file: String
    /// Whether the tests stand on facts of their own file.
    let hasOwnFacts: Bool
    let runs: [Run]
    /// By name, the place of a rule among the pack's rules.
    let rules: [String: Int]
    /// By leaf, see `CompiledPack.isDecidedByPack`.
    let isDecided: [Bool]
  }

  /// One test, evaluated.
  struct Run: Sendable {
    let test: ResolvedTest
    /// Nil where the evaluation failed.
    let outcome: Outcome?
    /// Whether the test passes.
    let passes: Bool
  }

  let grounds: [Ground]

  init(_ suite: TestSuite) {
    grounds = zip(suite.packs, suite.files).flatMap { pack, files in
      // A pack without tests has a ground all the same: its rules are there to be told of.
      let grounds =
        files.grounds.isEmpty ? [TestGround(pack: pack.compiled, tests: [])] : files.grounds
      return grounds.map { ground in
        Ground(
          pack: ground.pack, limits: pack.limits,
          file: ground.tests.first.map { files.sources.place(of: $0.span).path } ?? "",
          hasOwnFacts: ground.pack !== pack.compiled,
          runs: TestBoard.runs(of: ground, limits: pack.limits),
          rules: Dictionary(
            ground.pack.rules.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first }),
          isDecided: ground.pack.isDecidedByPack)
      }
    }
  }

  private static func runs(of ground: TestGround, limits: Limits) -> [Run] {
    ground.tests.map { test in
      let outcome = try? ground.pack.program.evaluate(test.profile.facts.facts, limits: limits.inference)
      return Run(test: test, outcome: outcome, passes: outcome.map { TestRunner.passes(test, $0) } ?? false)
    }
  }

  /// How many tests could be evaluated.
  var evaluated: Int { grounds.reduce(0) { $0 + $1.runs.count { $0.outcome != nil } } }
}
