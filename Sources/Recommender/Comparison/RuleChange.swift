/// A rule that applies anew, no longer, or with other values.
public struct RuleChange: Sendable {
  /// The name of the rule, with the row of its table: `aim-by-years[2]`.
  public let rule: String
  /// Where the rule itself comes from, where its author says so.
  public let source: String?
  /// Where the rule stands, in the newer pack if it is in both.
  public let place: Place
  /// Each application that differs, sorted by the values of its variables.
  public let changes: [Change]

  /// An application of a rule that is new, gone, or about the same with other values.
  public struct Change: Sendable {
    /// As it was; nil for one that is new.
    public let before: RuleApplication?
    /// As it is; nil for one that is gone.
    public let after: RuleApplication?
  }
}

/// One application of a rule: what its variables stand for.
public struct RuleApplication: Sendable {
  /// By variable, as `Line.values` has them.
  public let values: [String: Value]
  /// The rule's `because` with these values, where it has one.
  public let because: Text?
}
