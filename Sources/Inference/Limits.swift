/// How much one evaluation may do before it is stopped with an error.
package struct Limits: Sendable, Hashable {
  /// The most facts that the profile and the clauses may add.
  package var maxFacts: Int
  /// The most complete matches of clauses. Partial matches are bounded too, at a multiple of this.
  package var maxInstances: Int

  package init(maxFacts: Int = 1_000_000, maxInstances: Int = 20_000_000) {
    self.maxFacts = maxFacts
    self.maxInstances = maxInstances
  }

  package static let standard = Limits()
}
