/// One way in which something could have come about: the premises that hold together, and those that fail.
///
/// No premise that fails could be added to those that hold.
public struct NearMiss: Sendable {
  /// The rule; nil for the patterns of the goal itself.
  public let rule: String?
  /// Where the rule stands.
  public let place: Place?
  /// Where the rule comes from, as its author says.
  public let source: String?
  /// What the variables of the rule stand for, as far as premises that hold bind them, by name.
  public let bindings: [(name: String, value: Value)]
  /// The facts that the patterns which hold matched, without their own reasons.
  public let holding: [Explanation]
  /// What the `unless` which hold looked for and did not find.
  public let absent: [AbsentPattern]
  /// The comparisons that hold, with the values at hand.
  public let passed: [Text]
  /// What fails.
  public let failing: [FailedPremise]
  /// What would have to hold besides, and cannot be told as long as a value is missing: comparisons, and what an `unless`
  /// forbids.
  public let open: [Text]
}
