/// Which part of a leaf's rows an index finds them by.
struct Index: Sendable, Hashable {
  let leaf: LeafID
  /// The columns, in the leaf's packing.
  let mask: UInt64
  /// Whether it finds by the value too.
  let isValued: Bool
}
