/// Clauses that are run together, and the ranks that are computed after them.
///
/// What its clauses read through an `unless`, a fallback, a sum, a greatest, a least or a rank is complete before.
/// The clauses of a stratum that is not recursive run once each, in order.
package struct Stratum: Sendable, Hashable {
  package var clauses: [ClauseID]
  package var ranks: [LeafID]
  package var isRecursive: Bool

  package init(clauses: [ClauseID], ranks: [LeafID] = [], isRecursive: Bool = false) {
    self.clauses = clauses
    self.ranks = ranks
    self.isRecursive = isRecursive
  }
}
