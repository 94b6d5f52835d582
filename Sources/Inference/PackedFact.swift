/// A fact whose keys stand in one word, as the leaf's `Packing` puts them there: what is passed on without allocation.
package struct PackedFact: Sendable, Hashable, BitwiseCopyable {
  package var leaf: LeafID
  /// The value where that is a whole number in 32 bits, else the least of these.
  @usableFromInline
  let whole: Int32
  package var key: UInt64
  package let value: Value

  @inlinable
  package init(leaf: LeafID, key: UInt64, value: Value = 1) {
    self.leaf = leaf
    self.key = key
    self.value = value
    let whole = value / .one
    self.whole = whole &* .one == value ? Int32(exactly: whole) ?? .min : .min
  }
}

extension Program {
  /// By leaf, how its keys are packed.
  package var packings: [Packing] {
    frozen.packings
  }

  /// How the keys of a leaf are packed.
  package func packing(of leaf: LeafID) -> Packing {
    frozen.packings[leaf.index]
  }
}
