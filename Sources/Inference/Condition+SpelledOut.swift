extension Condition {
  /// The same with a variable of its own for each `.any` key, numbered from `variables` on, which counts them.
  package func spelledOut(_ variables: inout Int) -> Condition {
    var condition = self
    for atom in condition.atoms.indices {
      for column in condition.atoms[atom].keys.indices where condition.atoms[atom].keys[column] == .any {
        condition.atoms[atom].keys[column] = .variable(variables)
        variables += 1
      }
    }
    return condition
  }
}
