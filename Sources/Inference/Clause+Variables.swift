extension Clause {
  /// The variables of which a sum counts each binding once: the author's, and what heads use besides.
  var countedVariables: VariableSet {
    var variables = headVariables
    for variable in when.binds where variable < named { variables.insert(variable) }
    return variables
  }

  /// The variables that heads use.
  var headVariables: VariableSet {
    heads.reduce(into: []) { $0.formUnion($1.uses) }
  }
}

extension [Atom] {
  /// These variables and all others that the atoms bind, if each row that takes part is known by its keys when these are
  /// known; nil where some row is not.
  func determined(by variables: VariableSet) -> VariableSet? {
    var known = variables
    var atoms = self
    while let next = atoms.firstIndex(where: { atom in
      atom.keys.allSatisfy { key in key.variable.map { known.contains($0) } ?? true }
    }) {
      known.formUnion(atoms.remove(at: next).uses)
    }
    return atoms.isEmpty ? known : nil
  }
}

extension Clause {
  /// Whether the value of a variable follows from those of the other variables that a sum counts, so that it makes no
  /// difference whether the variable itself is counted.
  package func followsFromOthers(_ variable: Int) -> Bool {
    var others = VariableSet()
    for counted in countedVariables where counted != variable { others.insert(counted) }
    var known = others
    var atoms = when.atoms
    while let next = atoms.firstIndex(where: { atom in
      atom.keys.allSatisfy { key in
        switch key {
        case .constant: true
        case .variable(let key): known.contains(key)
        case .any: false
        }
      }
    }) {
      known.formUnion(atoms.remove(at: next).uses)
    }
    return known.contains(variable)
  }
}
