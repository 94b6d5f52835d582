extension Outcome {
  /// The bindings under which as many premises as can be hold together, where not all of them do.
  ///
  /// - Parameters:
  ///   - given: a value for each variable that is known, nil for the others.
  ///   - effort: what the search may do; what it did is taken off.
  package func nearMisses(
    of condition: Condition, unless: [Condition] = [], given: [Value?], effort: inout Effort
  ) -> NearMisses {
    var search = NearMissSearch(self, condition, unless, given: given)
    return search.run(&effort)
  }

  /// The clauses that can conclude what an atom looks for, each as the condition that would have to hold.
  ///
  /// In place of `.any` keys stand variables behind those of the clause. The keys and the value of a head are made equal to those of the atom. A value that is computed becomes a test behind
  /// those of the clause. Parts of a sum, of a greatest and of a least may have any value.
  ///
  /// - Parameter tests: tests of the value of the atom, which is a variable then.
  package func ways(to atom: Atom, tests: [Expression] = []) -> [Way] {
    frozen.writers[atom.leaf.index].compactMap { writer in
      let clause = frozen.clauses[writer.clause.index]
      var way = Way(
        clause: writer.clause, head: writer.head,
        condition: Condition(atoms: writer.premises, tests: clause.when.tests), unless: clause.unless,
        given: Array(repeating: nil, count: writer.variables), stated: clause.when.tests.count)
      let head = clause.heads[writer.head]
      return unify(head, atom, tests, &way) ? way : nil
    }
  }

  /// The solutions of a condition that somebody asks for, without those beyond what may be looked at to explain something.
  package func someSolutions(of condition: Condition, given: [Value?]) -> [[Value]] {
    var visits = Effort().visits
    return solutions(of: condition, given: given, relevant: VariableSet(below: given.count), &visits)
  }

  /// Whether a condition has a solution, found without looking for others.
  package func hasSolution(of condition: Condition, given: [Value?]) -> Bool {
    var visits = Effort().visits
    return !solutions(of: condition, given: given, relevant: [], &visits).isEmpty
  }

  private func solutions(
    of condition: Condition, given: [Value?], relevant: VariableSet, _ visits: inout Int
  ) -> [[Value]] {
    let known = given.indices.filter { given[$0] != nil }
    return answers(
      to: Query(variables: given.count, given: known, condition: condition), given: given.compactMap(\.self),
      relevant: relevant, visits: &visits
    ).solutions
  }

  /// The clause with a number, as it is run.
  package func clause(_ id: ClauseID) -> Clause { frozen.clauses[id.index] }

  private func unify(_ head: Head, _ atom: Atom, _ tests: [Expression], _ way: inout Way) -> Bool {
    var first: [Int: Term] = [:]
    for (mine, wanted) in zip(head.keys, atom.keys) {
      switch wanted {
      case .any: continue
      case .constant(let value): guard way.bind(mine, to: value) else { return false }
      case .variable(let variable):
        if let other = first[variable] {
          way.condition.tests.append(Expression(code: [mine.instruction, other.instruction, .equal]))
        }
        first[variable] = mine
      }
    }
    guard frozen.leaves[atom.leaf.index].holds == .one else { return true }
    switch atom.value {
    case .any: return true
    case .constant(let value):
      if head.value.code.count == 1, let term = head.value.code.first?.term {
        return way.bind(term, to: value)
      }
      way.condition.tests.append(Expression(code: head.value.code + [.constant(value), .equal]))
      return true
    case .variable(let variable):
      for test in tests where test.uses == [variable] {
        let code = test.code.flatMap { $0 == .variable(variable) ? head.value.code : [$0] }
        let test = Expression(code: code)
        if test.uses.isEmpty, test.value(of: { _ in 0 }) != 1 { return false }
        if !test.uses.isEmpty { way.condition.tests.append(test) }
      }
      return true
    }
  }
}

extension Instruction {
  /// The operand as a term; nil for an operation.
  fileprivate var term: Term? {
    switch self {
    case .constant(let value): .constant(value)
    case .variable(let variable): .variable(variable)
    case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .less,
      .lessOrEqual, .equal, .notEqual, .and, .or, .not:
      nil
    }
  }
}

extension Term {
  /// The term as an operand.
  fileprivate var instruction: Instruction {
    switch self {
    case .constant(let value): .constant(value)
    case .variable(let variable): .variable(variable)
    case .any: .constant(.unbound)
    }
  }
}
