/// Turns conditions into steps: which atom is looked at first, by which index, and where tests are placed.
///
/// The order is greedy: what is known by its keys is looked up at once; otherwise the atom that is expected to match
/// the fewest rows comes next. Tests stand as early as their variables are bound, and so does every `unless`.
struct Planner {
  let leaves: [Leaf]
  let packings: [Packing]
  /// How many rows a leaf is expected to have.
  let expectedRows: [Double]
  let pool: ConstantPool
  var catalog: IndexCatalog
  var code: Code

  init(
    leaves: [Leaf], packings: [Packing], expectedRows: [Double], pool: ConstantPool, catalog: IndexCatalog
  ) {
    self.leaves = leaves
    self.packings = packings
    self.expectedRows = expectedRows
    self.pool = pool
    self.catalog = catalog
    code = Code(constants: pool.values)
  }

  mutating func plan(_ question: Question) -> Plan {
    let first = code.steps.count
    code.frameSize = max(code.frameSize, code.constants.count + question.allVariables)
    var walk = Walk(question)
    var absences: [(step: Int, condition: Condition, walk: Walk)] = []
    var tests = question.when.tests
    var unless = question.unless
    let all = question.when.boundVariables
    func isReady(_ variables: Set<Int>, _ walk: Walk) -> Bool {
      variables.allSatisfy { walk.bound[$0] }
    }
    func placeWhatIsReady(_ planner: inout Planner) {
      tests.removeAll { test in
        guard isReady(test.variables, walk) else { return false }
        planner.place(test, &walk)
        return true
      }
      unless.removeAll { condition in
        let outer = condition.variables.filter { all.contains($0) || question.known[$0] }
        guard isReady(outer, walk) else { return false }
        planner.append(Step(.absent), &walk)
        absences.append((planner.code.steps.count - 1, condition, walk))
        return true
      }
    }
    placeWhatIsReady(&self)
    var atoms = Array(question.when.atoms.indices)
    while let next = next(of: atoms, in: question, walk) {
      atoms.removeAll { $0 == next }
      place(question.when.atoms[next], window(next, question), question.when.tests, &walk)
      placeWhatIsReady(&self)
    }
    precondition(tests.isEmpty, "a test uses a variable that no atom binds")
    var goal = Step(question.goal)
    goal.target = Int32(question.target)
    append(goal, &walk)
    let last = code.steps.count - 1
    code.steps[last].skip = skip(first..<last, question)
    for absence in absences {
      code.steps[absence.step].target = Int32(code.steps.count)
      var inner = absence.walk
      inner.back = -1
      inner.cursors = walk.cursors
      placeAbsence(absence.condition, &inner)
      code.cursors = max(code.cursors, inner.cursors)
    }
    code.cursors = max(code.cursors, walk.cursors)
    return Plan(first: first, last: last, indexes: indexes(of: first..<code.steps.count))
  }

  /// Lets the operations of a head's value stand in the code, and says where the value is then.
  mutating func value(of expression: Expression, variables: Int) -> (code: Extent, slot: Slot) {
    operations(of: expression, temporaries: code.constants.count + variables)
  }

  mutating func columns(of head: Head) -> Extent {
    let packing = packings[head.leaf.index]
    return columns(head.keys.indices.map { Column(slot(of: head.keys[$0]), packing.columns[$0]) })
  }

  mutating func placeAbsence(_ condition: Condition, _ walk: inout Walk) {
    var tests = condition.tests
    var atoms = condition.atoms
    func placeReadyTests(_ planner: inout Planner, _ walk: inout Walk) {
      tests.removeAll { test in
        guard test.variables.allSatisfy({ walk.bound[$0] }) else { return false }
        planner.place(test, &walk)
        return true
      }
    }
    placeReadyTests(&self, &walk)
    while !atoms.isEmpty {
      let costs = atoms.map { cost($0, condition.tests, walk) }
      guard let next = costs.indices.min(by: { costs[$0] < costs[$1] }) else { break }
      place(atoms.remove(at: next), .current, condition.tests, &walk)
      placeReadyTests(&self, &walk)
    }
    precondition(tests.isEmpty, "a test of an `unless` uses a variable that no atom binds")
    append(Step(.succeed), &walk)
  }

  func next(of atoms: [Int], in question: Question, _ walk: Walk) -> Int? {
    if let delta = question.delta, atoms.contains(delta) { return delta }
    let costs = atoms.map { cost(question.when.atoms[$0], question.when.tests, walk) }
    return costs.indices.min { costs[$0] < costs[$1] }.map { atoms[$0] }
  }

  /// An instance is found in the round of its newest row, by the first of its atoms that matches such a row.
  func window(_ atom: Int, _ question: Question) -> Step.Window {
    guard let delta = question.delta, question.recursive.contains(question.when.atoms[atom].leaf) else {
      return .current
    }
    return atom == delta ? .delta : atom < delta ? .old : .current
  }
}
