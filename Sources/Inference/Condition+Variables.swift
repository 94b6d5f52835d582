extension Condition {
  /// The variables that the atoms bind.
  var binds: VariableSet {
    atoms.reduce(into: []) { $1.add(to: &$0) }
  }

  /// The variables that occur in it.
  var uses: VariableSet {
    tests.reduce(into: binds) { $1.add(to: &$0) }
  }

  var boundVariables: Set<Int> { Set(binds) }

  var variables: Set<Int> { Set(uses) }
}

extension Atom {
  var uses: VariableSet {
    var variables: VariableSet = []
    add(to: &variables)
    return variables
  }

  var variables: Set<Int> { Set(uses) }

  fileprivate func add(to variables: inout VariableSet) {
    for key in keys { key.add(to: &variables) }
    value.add(to: &variables)
  }
}

extension Term {
  var variable: Int? {
    switch self {
    case .variable(let variable): variable
    case .constant, .any: nil
    }
  }

  @inline(__always)
  func add(to variables: inout VariableSet) {
    if case .variable(let variable) = self { variables.insert(variable) }
  }
}

extension Head {
  var uses: VariableSet {
    var variables = value.uses
    for key in keys { key.add(to: &variables) }
    return variables
  }
}

extension Expression {
  var uses: VariableSet {
    var variables: VariableSet = []
    add(to: &variables)
    return variables
  }

  var variables: Set<Int> { Set(uses) }

  fileprivate func add(to variables: inout VariableSet) {
    for instruction in code {
      if case .variable(let variable) = instruction { variables.insert(variable) }
    }
  }
}
