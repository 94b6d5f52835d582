/// A place at which something went wrong, before it is known which clauses had a part in it.
struct UnresolvedPlace: Sendable, Hashable, Comparable {
  let leaf: LeafID
  let key: UInt64

  static func < (one: UnresolvedPlace, other: UnresolvedPlace) -> Bool {
    (one.leaf, one.key) < (other.leaf, other.key)
  }
}
