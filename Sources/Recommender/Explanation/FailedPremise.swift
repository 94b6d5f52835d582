/// A premise that does not hold, with what is there and what was needed.
public struct FailedPremise: Sendable {
  /// What kind of premise it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A pattern of `when` that nothing matches.
    case pattern
    /// A comparison of `where`, or a range, that is false or cannot be computed.
    case test
    /// An `unless` that something matches.
    case unless
    /// The rule would conclude another value than the wanted one.
    case value
  }

  /// What kind of premise it is.
  public let kind: Kind
  /// What was needed at which place; nil for comparisons that are not about one place.
  public let place: StatedPlace?
  /// The comparison as the rule has it, `$have >= $need`; nil where it is about one place.
  public let test: Text?
  /// The comparison with the values at hand, `2 >= 3`.
  public let computed: Text?
  /// What stands there instead; of an `unless`, what it found.
  public let found: [Explanation]
  /// How many more facts stand there.
  public let foundMore: Int
  /// Why nothing concluded what was needed; nil where no rule concludes it, and beyond the depth.
  public let absence: Absence?
  /// Whether rules could have concluded it, and the depth that was asked for ends here.
  public let isCut: Bool
}
