/// One thing that a rank sorts by: the sibling leaf, and whether the greatest comes first.
///
/// `by score, -effort` is `RankTerm(leaf: score, descending: true)` and `RankTerm(leaf: effort, descending: false)`.
package struct RankTerm: Sendable, Hashable {
  package var leaf: LeafID
  package var descending: Bool

  package init(leaf: LeafID, descending: Bool) {
    self.leaf = leaf
    self.descending = descending
  }
}
