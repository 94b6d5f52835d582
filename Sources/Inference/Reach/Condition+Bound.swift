extension Condition {
  /// The condition with values in the place of its first variables.
  package func bound(_ values: [Value]) -> Condition {
    func bound(_ term: Term) -> Term {
      guard case .variable(let variable) = term, variable < values.count else { return term }
      return .constant(values[variable])
    }
    return Condition(
      atoms: atoms.map { Atom(leaf: $0.leaf, keys: $0.keys.map(bound), value: bound($0.value)) },
      tests: tests.map { test in
        Expression(
          code: test.code.map { instruction in
            guard case .variable(let variable) = instruction, variable < values.count else {
              return instruction
            }
            return .constant(values[variable])
          })
      })
  }
}
