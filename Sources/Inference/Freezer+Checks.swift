extension Freezer {
  /// What the planner and the evaluator trust: numbers are in range, and terms fit their leaves.
  func checkClauses() {
    #if DEBUG
      for clause in clauses {
        checkCondition(clause.when, variables: clause.variables)
        let bound = clause.when.binds
        for test in clause.when.tests {
          precondition(test.uses.isSubset(of: bound), "a test uses a variable that no atom binds")
        }
        for condition in clause.unless {
          checkCondition(condition, variables: clause.variables)
        }
        for head in clause.heads {
          precondition(head.keys.count == leaves[head.leaf.index].keys.count, "a head lacks keys")
          precondition(!head.keys.contains(Term.any), "a head has a key that says nothing")
          precondition(head.uses.isSubset(of: bound), "a head uses a variable that no atom binds")
          if case .rank = leaves[head.leaf.index].holds {
            preconditionFailure("a rank is never written")
          }
        }
      }
    #endif
  }

  /// What a place holds is never the mark of no value.
  func checkValues() {
    #if DEBUG
      precondition(!facts.rows.contains { $0.values.contains(.unbound) }, "a fact has no value")
      precondition(!facts.parts.contains { $0.value == .unbound }, "a fact has no value")
    #endif
  }

  private func checkCondition(_ condition: Condition, variables: Int) {
    #if DEBUG
      for atom in condition.atoms {
        let leaf = leaves[atom.leaf.index]
        precondition(atom.keys.count == leaf.keys.count, "an atom lacks keys")
        precondition(leaf.holds != .member || atom.value == .any, "an atom of a member leaf has a value")
        precondition(atom.uses.allSatisfy { $0 < variables }, "a variable is out of range")
      }
    #endif
  }
}
