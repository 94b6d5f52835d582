/// A fact that an atom of a clause's `when` matched.
package struct Premise: Sendable, Hashable {
  /// Which of `when.atoms`.
  package var atom: Int
  package var fact: Fact
  /// Whether nothing states the fact, and it is what its leaf reads as.
  package var isFallback: Bool

  package init(atom: Int, fact: Fact, isFallback: Bool) {
    self.atom = atom
    self.fact = fact
    self.isFallback = isFallback
  }
}
