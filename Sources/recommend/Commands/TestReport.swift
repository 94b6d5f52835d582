internal import Recommender

/// All that one run of `test` found.
struct TestReport {
  /// One pack and the results of its tests.
  struct Entry {
    let id: String
    let version: String
    let results: [TestResult]
  }

  let entries: [Entry]
  var coverage: Coverage?
  var mutations: MutationReport?

  /// How many tests failed.
  var failed: Int { entries.reduce(0) { $0 + $1.results.count { !$0.passed } } }

  /// The share of rules and rows of the packs under test that tests reach, in percent; 100 where there are none.
  var coveredShare: Double {
    let rules = (coverage?.packs ?? []).filter { !$0.isUsed }.flatMap(\.rules)
    return rules.isEmpty ? 100 : 100 * Double(rules.count { $0.isCovered }) / Double(rules.count)
  }

  /// Whether a share that was asked for is not reached.
  func isBelow(_ options: TestOptions) -> Bool {
    if let least = options.minCoverage, coverage != nil, coveredShare < least { return true }
    if let least = options.minMutation, let mutations, (mutations.score ?? 100) < least { return true }
    return false
  }
}
