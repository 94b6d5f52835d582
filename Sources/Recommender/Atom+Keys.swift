import Inference

extension Atom {
  /// The keys of the fact that the atom matched; nil where one of them may be any.
  func keys(bound bindings: [Inference.Value]) -> [Int]? { keys { bindings[$0] } }

  /// The keys of an atom without variables; nil where it has some.
  var constantKeys: [Int]? { keys { _ in nil } }

  private func keys(_ value: (Int) -> Inference.Value?) -> [Int]? {
    var keys: [Int] = []
    for term in self.keys {
      switch term {
      case .constant(let constant): keys.append(Int(constant))
      case .variable(let variable):
        guard let value = value(variable) else { return nil }
        keys.append(Int(value))
      case .any: return nil
      }
    }
    return keys
  }
}

extension Condition {
  /// The variables that stand for keys, in order: what tells two matches apart, while other values describe them.
  var keyVariables: [Int] {
    var variables: Set<Int> = []
    for term in atoms.flatMap(\.keys) {
      if case .variable(let variable) = term { variables.insert(variable) }
    }
    return variables.sorted()
  }
}
