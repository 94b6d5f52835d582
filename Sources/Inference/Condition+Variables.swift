extension Condition {
  /// The variables that the atoms bind.
  var boundVariables: Set<Int> {
    var variables: Set<Int> = []
    for atom in atoms {
      for key in atom.keys {
        if let variable = key.variable { variables.insert(variable) }
      }
      if let variable = atom.value.variable { variables.insert(variable) }
    }
    return variables
  }

  /// The variables that occur in it.
  var variables: Set<Int> {
    var variables = boundVariables
    for test in tests {
      variables.formUnion(test.variables)
    }
    return variables
  }
}

extension Atom {
  var variables: Set<Int> {
    Set((keys + [value]).compactMap(\.variable))
  }
}

extension Term {
  var variable: Int? {
    switch self {
    case .variable(let variable): variable
    case .constant, .any: nil
    }
  }
}

extension Expression {
  var variables: Set<Int> {
    var variables: Set<Int> = []
    for instruction in code {
      if case .variable(let variable) = instruction {
        variables.insert(variable)
      }
    }
    return variables
  }
}
