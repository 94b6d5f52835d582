/// The answer to “why does this not hold?”.
///
///     let whyNot = try recommendation.whyNot("targets: channel-operations")
///     for miss in whyNot.misses {
///       for premise in miss.failing { print(premise.place?.text(in: "en") ?? "") }
///     }
public struct WhyNot: Sendable {
  /// The goal as it was asked.
  public let goal: String
  /// Whether the goal holds after all. Then ask `why`.
  public let holds: Bool
  /// Which patterns of the goal hold together and which do not, nearest first.
  public let misses: [NearMiss]
  /// How many more there are.
  public let more: Int
  /// Whether the search went to its end. If not, what is listed is right, and there may be others.
  public let isComplete: Bool
  let recommendation: Recommendation
}
