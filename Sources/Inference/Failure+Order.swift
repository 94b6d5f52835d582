extension Failure: Comparable {
  /// By clause, then bindings; what no clause has a part in comes first.
  package static func < (one: Failure, other: Failure) -> Bool {
    let (left, right) = (one.order, other.order)
    guard left.clause == right.clause else { return left.clause < right.clause }
    guard left.bindings == right.bindings else {
      return left.bindings.lexicographicallyPrecedes(right.bindings)
    }
    return left.rest.lexicographicallyPrecedes(right.rest)
  }

  private var order: (clause: Int, bindings: [Value], rest: [Value]) {
    switch self {
    case .conflict(let leaf, let keys, let first, let second):
      let rest = [0, Value(leaf.index)] + keys.map { Value($0) } + [first.value, second.value]
      guard case .derived(let clause, let bindings, _) = second else { return (-1, [], rest) }
      return (clause.index, bindings, rest)
    case .divisionByZero(let clause, let bindings): return (clause.index, bindings, [1])
    case .overflow(let clause, let bindings): return (clause.index, bindings, [2])
    case .outOfBounds(let clause, let bindings, let leaf, let value):
      return (clause.index, bindings, [3, Value(leaf.index), value])
    case .notWhole(let clause, let bindings, let leaf, let value):
      return (clause.index, bindings, [4, Value(leaf.index), value])
    case .tooManyFacts(let limit): return (-1, [], [5, Value(limit)])
    case .tooManyInstances(let limit): return (-1, [], [6, Value(limit)])
    }
  }
}
