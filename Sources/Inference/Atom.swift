/// One fact that a condition looks for: a leaf, a term for each key, and one for the value.
///
/// `skills: { $skill: $have }` is `Atom(leaf: skills, keys: [.variable(0)], value: .variable(1))`. The value of a
/// member leaf is `.any`.
package struct Atom: Sendable, Hashable {
  package var leaf: LeafID
  package var keys: [Term]
  package var value: Term

  package init(leaf: LeafID, keys: [Term], value: Term = .any) {
    self.leaf = leaf
    self.keys = keys
    self.value = value
  }
}
