/// One thing that went wrong in an evaluation. Bindings hold every variable of the clause, in order; `Value.unbound`
/// stands for one that occurs in an `unless` only.
package enum Failure: Sendable, Hashable {
  /// Two values at a place that holds one: the two smallest sides that differ.
  case conflict(leaf: LeafID, keys: [Int], first: Side, second: Side)
  case divisionByZero(ClauseID, bindings: [Value])
  /// A result, or the sum that a contribution goes into, that does not fit.
  case overflow(ClauseID, bindings: [Value])
  case outOfBounds(ClauseID, bindings: [Value], leaf: LeafID, value: Value)
  case notWhole(ClauseID, bindings: [Value], leaf: LeafID, value: Value)
  case tooManyFacts(limit: Int)
  case tooManyInstances(limit: Int)
}
