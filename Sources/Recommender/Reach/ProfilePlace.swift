import Inference

/// A place of the profile: a leaf and a key for each of its columns. `skills.copywriting`, or a member that may be there.
struct ProfilePlace: Hashable, Sendable, Comparable {
  let leaf: LeafID
  let keys: [Int]

  static func < (one: ProfilePlace, other: ProfilePlace) -> Bool {
    guard one.leaf == other.leaf else { return one.leaf < other.leaf }
    return one.keys.lexicographicallyPrecedes(other.keys)
  }
}
