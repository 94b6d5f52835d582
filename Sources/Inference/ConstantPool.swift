/// The constants of clauses and queries, each once, with the slot it has in every frame.
struct ConstantPool {
  private(set) var values: [Value] = []
  private var slots: [Value: Slot] = [:]

  subscript(value: Value) -> Slot {
    guard let slot = slots[value] else { preconditionFailure("a constant that was not collected") }
    return slot
  }

  mutating func collect(_ clause: Clause) {
    collect(clause.when)
    for condition in clause.unless {
      collect(condition)
    }
    for head in clause.heads {
      collect(head)
    }
  }

  mutating func collect(_ query: Query) {
    collect(query.condition)
    for condition in query.unless {
      collect(condition)
    }
  }

  private mutating func collect(_ condition: Condition) {
    for atom in condition.atoms {
      for term in atom.keys + [atom.value] {
        collect(term)
      }
    }
    for test in condition.tests {
      collect(test)
    }
  }

  private mutating func collect(_ head: Head) {
    for term in head.keys {
      collect(term)
    }
    collect(head.value)
  }

  private mutating func collect(_ expression: Expression) {
    for instruction in expression.code {
      if case .constant(let value) = instruction {
        insert(value)
      }
    }
  }

  private mutating func collect(_ term: Term) {
    if case .constant(let value) = term {
      insert(value)
    }
  }

  private mutating func insert(_ value: Value) {
    guard slots[value] == nil else { return }
    slots[value] = Slot(values.count)
    values.append(value)
  }
}
