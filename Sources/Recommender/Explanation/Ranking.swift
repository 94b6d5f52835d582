/// What a rank sorts by, and who stands before and behind.
public struct Ranking: Sendable {
  /// One thing that a rank sorts by.
  public struct Term: Sendable {
    /// The value of the ranked one, as the tree explains it.
    public let explanation: Explanation
    /// Whether the greatest comes first.
    public let descending: Bool
  }

  /// Another one in the same ranking.
  public struct Neighbour: Sendable {
    /// Its id.
    public let id: String
    /// What people call it.
    public let name: Text
    /// Its rank, from 1.
    public let rank: Int
    /// Its value for each term, in their order.
    public let values: [Value]
    /// The first term in which the two differ; nil where they are equal in all and the order of their ids decides.
    public let decidedBy: Int?
    /// How far apart they are in that term, never below zero.
    public let distance: Value?
  }

  /// What the rank sorts by, first things first.
  public let terms: [Term]
  /// Who stands directly before; nil for the first.
  public let before: Neighbour?
  /// Who stands directly behind; nil for the last.
  public let behind: Neighbour?
}
