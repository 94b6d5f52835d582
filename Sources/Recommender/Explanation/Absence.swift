/// Why rules did not conclude something.
public struct Absence: Sendable {
  /// The number by which it is referred to, from 1.
  public let number: Int
  /// Whether it stands further up under the same number.
  public let isAbove: Bool
  /// Of a rank, who stands before and by what.
  public let rank: RankGap?
  /// The ways in which rules could have concluded it, nearest first.
  public let ways: [NearMiss]
  /// How many more ways there are.
  public let more: Int
}
