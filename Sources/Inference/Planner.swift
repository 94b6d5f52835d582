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

  /// The numbers of those parts of a condition that have their steps.
  private struct Placed {
    var atoms: VariableSet = []
    var tests: VariableSet = []
    var absences: VariableSet = []
  }

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
    var placed = Placed()
    let outside = question.when.binds.union(question.known)
    func placeWhatIsReady(_ planner: inout Planner) {
      planner.placeReady(question.when.tests, &placed.tests, &walk)
      for (number, condition) in question.unless.enumerated() where !placed.absences.contains(number) {
        let inside = condition.uses
        guard inside.allSatisfy({ walk.bound.contains($0) || !outside.contains($0) }) else { continue }
        placed.absences.insert(number)
        planner.append(Step(.absent), &walk)
        absences.append((planner.code.steps.count - 1, condition, walk))
      }
    }
    placeWhatIsReady(&self)
    while let next = next(in: question, besides: placed.atoms, walk) {
      placed.atoms.insert(next)
      place(question.when.atoms[next], window(next, question), question.when.tests, &walk)
      placeWhatIsReady(&self)
    }
    precondition(
      question.when.tests.indices.allSatisfy(placed.tests.contains),
      "a test uses a variable that no atom binds")
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
    columns(head.keys, of: head.leaf)
  }

  mutating func placeAbsence(_ condition: Condition, _ walk: inout Walk) {
    var placed = Placed()
    placeReady(condition.tests, &placed.tests, &walk)
    while let next = cheapest(of: condition, besides: placed.atoms, walk) {
      placed.atoms.insert(next)
      place(condition.atoms[next], .current, condition.tests, &walk)
      placeReady(condition.tests, &placed.tests, &walk)
    }
    precondition(
      condition.tests.indices.allSatisfy(placed.tests.contains),
      "a test of an `unless` uses a variable that no atom binds")
    append(Step(.succeed), &walk)
  }

  func next(in question: Question, besides placed: VariableSet, _ walk: Walk) -> Int? {
    if let delta = question.delta, !placed.contains(delta) { return delta }
    return cheapest(of: question.when, besides: placed, walk)
  }

  /// The first of the atoms that are expected to match the fewest rows.
  private func cheapest(of condition: Condition, besides placed: VariableSet, _ walk: Walk) -> Int? {
    var cheapest: (atom: Int, cost: Double)?
    for (number, atom) in condition.atoms.enumerated() where !placed.contains(number) {
      let cost = cost(atom, condition.tests, walk)
      if cheapest.map({ cost < $0.cost }) ?? true { cheapest = (number, cost) }
    }
    return cheapest?.atom
  }

  private mutating func placeReady(_ tests: [Expression], _ placed: inout VariableSet, _ walk: inout Walk) {
    for (number, test) in tests.enumerated() where !placed.contains(number) {
      guard test.uses.isSubset(of: walk.bound) else { continue }
      placed.insert(number)
      place(test, &walk)
    }
  }

  /// An instance is found in the round of its newest row, by the first of its atoms that matches such a row.
  func window(_ atom: Int, _ question: Question) -> Step.Window {
    guard let delta = question.delta, question.recursive.contains(question.when.atoms[atom].leaf) else {
      return .current
    }
    return atom == delta ? .delta : atom < delta ? .old : .current
  }
}
