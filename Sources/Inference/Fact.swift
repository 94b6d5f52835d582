/// A value at a place: a leaf, a key for each of its columns, and what it holds there (1 for a member).
package struct Fact: Sendable, Hashable {
  package var leaf: LeafID
  package var keys: [Int]
  package var value: Value

  package init(leaf: LeafID, keys: [Int], value: Value = 1) {
    self.leaf = leaf
    self.keys = keys
    self.value = value
  }
}
