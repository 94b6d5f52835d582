/// One application of a rule: what it read, and what it concluded from that.
public struct Conclusion: Sendable {
  /// The name of the rule, with the row of its table: `aim-by-years[2]`.
  public let rule: String
  /// Where the rule stands.
  public let place: Place?
  /// The rule's `because` with the values of this person; nil where the rule has none.
  public let because: Text?
  /// Where the rule comes from, as its author says: a book, a standard, an article.
  public let source: String?
  /// What it contributed to a sum, a greatest or a least; nil for other places.
  public let contribution: Value?
  /// The facts that its `when` matched, in the order of its patterns.
  public let premises: [Explanation]
  /// What its `unless` looked for and did not find.
  public let absent: [AbsentPattern]
}

/// An `unless` that found nothing.
public struct AbsentPattern: Sendable {
  /// The patterns of it, which would all have to match.
  public let patterns: [StatedPlace]
}
