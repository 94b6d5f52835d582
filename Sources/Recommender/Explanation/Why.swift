/// The answer to “why does this hold?”.
public struct Why: Sendable {
  /// The goal as it was asked.
  public let goal: String
  /// The facts that the goal matched, each with its reasons; empty where the goal does not hold.
  public let explanations: [Explanation]
  /// How many more facts matched.
  public let more: Int
  let recommendation: Recommendation

  /// Whether the goal holds. If not, ask `whyNot`.
  public var holds: Bool { !explanations.isEmpty }
}
