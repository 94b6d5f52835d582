/// One place that a clause writes to, and what it writes there.
package struct Head: Sendable, Hashable {
  package var leaf: LeafID
  /// Constants and variables of `when`; never `.any`.
  package var keys: [Term]
  /// Ignored for a member leaf.
  package var value: Expression

  package init(leaf: LeafID, keys: [Term], value: Expression = Expression(code: [])) {
    self.leaf = leaf
    self.keys = keys
    self.value = value
  }
}
