public import SourceTree

/// What came of checking a certificate.
public struct Verification: Sendable {
  /// How many steps the certificate has: derived facts, each with what it follows from.
  public let steps: Int
  /// How many matches of rules were found when the checker looked for all of them.
  public let applications: Int
  /// Why the certificate is refused, twenty reasons at most; none if it is accepted.
  public let refusals: [Diagnostic]

  /// Whether every step holds, nothing is missing, and the recommendation is what follows.
  public var isAccepted: Bool { refusals.isEmpty }
}
