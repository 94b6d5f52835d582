/// One place of the shape at which values stand: the `$kind` levels above it, and how it holds what is written.
///
/// `roles: { $role: { needs: { $skill: { level: 1..5 } } } }` has a leaf with two keys, the roles and the skills,
/// that holds one whole value from 1,000,000 to 5,000,000. A leaf knows no name.
package struct Leaf: Sendable, Hashable {
  /// What becomes of several values that are written at one place.
  package enum Holds: Sendable, Hashable {
    /// One value; a second one that differs is a conflict.
    case one
    /// Presence only, as in sets and entries. It reads as 1.
    case member
    /// The sum of what is written.
    case sum
    /// The greatest of what is written.
    case max
    /// The least of what is written.
    case min
    /// Never written: the position among the siblings, in micros, from 1,000,000.
    case rank([RankTerm])
  }

  /// The size of the domain of each key column, outermost first; none for a single value. Texts are an open
  /// domain of `Int(Int32.max)`.
  package var keys: [Int]
  package var holds: Holds
  /// What a total leaf reads as where nothing is stated or concluded. All its key domains are closed.
  package var fallback: Value?
  /// The bounds of the values that clauses write.
  package var bounds: ClosedRange<Value>?
  /// Whether the values that clauses write must be multiples of 1,000,000.
  package var isWhole: Bool
  /// Whether the facts of an evaluation may state it. What they may not, and no clause writes, is known when the
  /// program is frozen.
  package var isStated: Bool

  package init(
    keys: [Int], holds: Holds, fallback: Value? = nil, bounds: ClosedRange<Value>? = nil,
    isWhole: Bool = false, isStated: Bool = true
  ) {
    self.keys = keys
    self.holds = holds
    self.fallback = fallback
    self.bounds = bounds
    self.isWhole = isWhole
    self.isStated = isStated
  }

  /// How many bits a packed key takes. A program takes leaves of up to 63.
  package var packedBits: Int {
    keys.reduce(0) { $0 + Leaf.bits(for: $1) }
  }

  /// How many bits number the members of a domain: 0 for one member, 4 for 15 or 16.
  package static func bits(for size: Int) -> Int {
    size <= 1 ? 0 : Int.bitWidth - (size - 1).leadingZeroBitCount
  }
}
