/// One small change to a rule, and whether the tests notice it.
public struct Mutation: Sendable {
  /// What kind of change it is; the raw values are stable.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The rule is left out.
    case removeRule = "remove-rule"
    /// The row of the table is left out.
    case removeRow = "remove-row"
    /// A conclusion of several is left out.
    case dropConclusion = "drop-conclusion"
    /// A fact that `when` asks for is asked for no more.
    case dropPremise = "drop-premise"
    /// An item of `where` is left out.
    case dropComparison = "drop-comparison"
    /// An item of `unless` is left out.
    case dropException = "drop-exception"
    /// `<` becomes `<=`, `=` becomes `!=`, `and` becomes `or`, and the other way round; `not` goes.
    case comparison = "comparison"
    /// `+` becomes `-`, `*` becomes `/`, `min` becomes `max`, and the other way round; a rounding becomes another.
    case arithmetic = "arithmetic"
    /// A number, the end of a range among them, becomes one step greater or less.
    case number = "number"
    /// An id, a word, yes or no becomes another one.
    case constant = "constant"
    /// One place of a variable becomes `$_`.
    case any = "any"
    /// A sum no longer tells the values of a variable apart.
    case count = "count"
  }

  /// What came of it.
  public enum Verdict: Sendable {
    /// A test fails with the change; this is the first that was found.
    case caught(by: String)
    /// All tests pass with the change. `Witness` is a test that would fail; nil where none was found, which does not
    /// say that there is none.
    case missed(Witness?)
    /// Rules would wait for each other with the change, which `check` refuses.
    case refused
  }

  /// The name of the pack that the rule belongs to.
  public let pack: String
  /// The rule, or the row of its table.
  public let rule: String
  /// Where it stands.
  public let place: Place
  /// What kind of change it is.
  public let kind: Kind
  /// What stands in the rule.
  public let before: String
  /// What stands there instead; nil where it is left out.
  public let after: String?
  /// Whether a test notices.
  public let verdict: Verdict

  /// A test that passes as the rules are and fails with a change; both were tried.
  public struct Witness: Sendable, Hashable {
    /// The test in YAML, an item for a list of tests.
    public let yaml: String
    /// The file of tests whose `facts` it needs; nil where it needs none.
    public let file: String?
  }
}

/// What the tests of packs notice of small changes to the rules.
public struct MutationReport: Sendable {
  /// In the order of packs, rules and changes.
  public let mutations: [Mutation]
  /// How many changes there are, of which `mutations` may be a sample.
  public let possible: Int
  /// Whether tests were looked for that would notice what no test notices.
  public let hasSearched: Bool
  /// Whether all that were to be tried were tried.
  public let isComplete: Bool

  /// How many changes a test notices.
  public var caught: Int {
    mutations.count { if case .caught = $0.verdict { true } else { false } }
  }

  /// How many changes were tried and are rules that `check` accepts.
  public var counted: Int {
    mutations.count { if case .refused = $0.verdict { false } else { true } }
  }

  /// The share of changes that are noticed, in percent; nil where there are none.
  public var score: Double? { counted == 0 ? nil : 100 * Double(caught) / Double(counted) }

  /// The changes that no test notices.
  public var missed: [Mutation] {
    mutations.filter { if case .missed = $0.verdict { true } else { false } }
  }
}
