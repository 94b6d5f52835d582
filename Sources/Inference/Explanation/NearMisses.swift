/// The near misses of a condition, those with the fewest failing premises first.
///
/// Of bindings that differ in no variable of a premise that does not hold, one is taken.
package struct NearMisses: Sendable {
  package var list: [NearMiss]
  /// How many there are, with those that are not listed.
  package var count: Int
  /// Whether the search was not stopped by its limits. Those that are listed are near misses all the same.
  package var isComplete: Bool
}
