import Inference

/// A step from one value of a place to another one, with all ways to take it.
struct ChangeStep: Sendable {
  /// What is read before the step, a default where nothing is stated; nil where there is none either.
  let from: Inference.Value?
  /// What is stated after it; nil for nothing.
  let to: Inference.Value?
  /// The cheapest first, then in the order of changes and bindings; at least one.
  let ways: [Way]

  var cost: Inference.Value { ways[0].cost }

  /// One change under one set of values of its variables.
  struct Way: Sendable, Hashable, Comparable {
    /// The place of the change in `CompiledPack.changes`.
    let change: Int
    /// A value for each variable of the change.
    let bindings: [Inference.Value]
    /// In millionths; never negative.
    let cost: Inference.Value

    static func < (one: Way, other: Way) -> Bool {
      if one.cost != other.cost { return one.cost < other.cost }
      if one.change != other.change { return one.change < other.change }
      return one.bindings.lexicographicallyPrecedes(other.bindings)
    }
  }
}
