/// Why something does not have the rank that was asked for.
public struct RankGap: Sendable {
  /// One thing that the rank sorts by, for both sides.
  public struct Term: Sendable {
    /// The place that is compared, for the one that was asked about.
    public let place: StatedPlace
    /// Whether the greatest comes first.
    public let descending: Bool
    /// The value of the one that was asked about.
    public let own: Value
    /// The value of the other one.
    public let other: Value
  }

  /// What contributed differently to a sum behind the term that decides.
  public struct Contribution: Sendable {
    /// The sum.
    public let sum: StatedPlace
    /// What the contribution is about, such as the name of a skill; empty where it is about nothing else.
    public let subject: Text
    /// What the one that was asked about got.
    public let own: Value
    /// What the other one got.
    public let other: Value
    /// `own` less `other`.
    public let difference: Value
  }

  /// The rank that it has.
  public let rank: Int
  /// Those between it and the wanted rank, the best first.
  public let between: [Ranking.Neighbour]
  /// How many more are between.
  public let more: Int
  /// Who has the wanted rank; nil where nobody has.
  public let rival: Ranking.Neighbour?
  /// What the rank sorts by, for both.
  public let terms: [Term]
  /// The first term in which they differ; nil where the order of ids decides.
  public let decidedBy: Int?
  /// The contributions behind that term which differ, the greatest difference first.
  public let contributions: [Contribution]
  /// How many more differ.
  public let contributionsMore: Int
}
