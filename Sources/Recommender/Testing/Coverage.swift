/// What the tests of packs reach of their rules.
public struct Coverage: Sendable {
  /// The packs whose tests were run, and those that they use.
  public let packs: [PackCoverage]
}

/// What tests reach of the rules of one pack.
public struct PackCoverage: Sendable {
  /// The name of the pack.
  public let id: String
  /// Whether the pack is only used by others: its own tests were not among those that were run.
  public let isUsed: Bool
  /// In the order of their names, rows in the order of their table.
  public let rules: [RuleCoverage]

  /// How many rules some test makes apply, a row of a table being a rule.
  public var coveredRules: Int { rules.count { $0.isCovered } }

  /// How many outcomes the conditions of all rules have: two each.
  public var outcomes: Int { rules.reduce(0) { $0 + 2 * $1.conditions.count } }

  /// How many of them some test meets.
  public var coveredOutcomes: Int {
    rules.reduce(0) { $0 + $1.conditions.count { $0.isMet } + $1.conditions.count { $0.isMissed } }
  }
}

/// What tests reach of one rule or of one row of its table.
public struct RuleCoverage: Sendable {
  /// `aim-by-years`, or `aim-by-years[2]` for a row.
  public let name: String
  /// Where the rule or the row stands.
  public let place: Place
  /// The names of the tests in which the rule applies, in their order.
  public let tests: [String]
  /// Those whose outcome a profile can change.
  public let conditions: [ConditionCoverage]
  /// Why no test makes the rule apply; nil where one does.
  public let reason: Reason?

  /// Whether the rule applies in some test.
  public var isCovered: Bool { !tests.isEmpty }

  /// Why a rule applies in no test.
  public enum Reason: Sendable, Hashable {
    /// The suite has no tests, or none could be evaluated.
    case noTests
    /// The premises ask for something that no pack states and no rule concludes: `climb.$role.all`.
    case nothingStates(String)
    /// What the packs state never fits these premises, whatever the profile.
    case packsDecide([String])
    /// In the test that comes nearest these conditions fail.
    case nearest(test: String, failing: [String])
  }
}

/// What tests reach of one condition of a rule: a premise, an item of `where`, or one of `unless`.
public struct ConditionCoverage: Sendable {
  /// What a condition is to its rule.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A fact that `when` asks for.
    case premise = "when"
    /// An item of `where`.
    case comparison = "where"
    /// An item of `unless`.
    case exception = "unless"
  }

  /// What it is to its rule.
  public let kind: Kind
  /// The condition in one line: `profile.years: 1..<4`.
  public let text: String
  /// Whether it lets the rule apply in some test, all other conditions being met as well.
  public let isMet: Bool
  /// Whether it alone keeps the rule from applying in some test: all others are met, and it is not.
  public let isMissed: Bool
}
