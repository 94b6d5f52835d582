/// A profile that gets another answer by the newer version of a pack, and which edits cause it.
///
/// An answer is what a person reads: the sections of the report. A profile that one version refuses, or whose rules it
/// can't compute, has that as its answer.
public struct ProfileDifference: Sendable {
  /// The answer of the older version, or why there is none.
  public let before: Result<Recommendation, DiagnosticError>
  /// The answer of the newer version, or why there is none.
  public let after: Result<Recommendation, DiagnosticError>
  /// How the two differ; nil where one of them is missing.
  public let comparison: Comparison?
  /// The numbers of the edits, in `PackDifference.edits`, that suffice: the older version with these alone gives the answer
  /// of the newer one. Empty where they are not known.
  public let causes: [Int]
  /// Whether without any one of the causes the answer would be another: false where the search came to its limit.
  public let isMinimal: Bool
}

/// What two versions of a pack make of a profile.
public enum ProfileOutcome: Sendable {
  /// A person reads the same.
  case same
  /// A person reads something else.
  case differs(ProfileDifference)
  /// Both versions refuse the profile, for the same reasons.
  case bad(DiagnosticError)
}
