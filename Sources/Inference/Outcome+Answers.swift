extension Outcome {
  /// The bindings under which a condition holds and none of `unless` does, distinct over the variables of the
  /// condition, sorted. Bindings under which a test cannot be computed are left out; `answers` tells them.
  package func solutions(
    of condition: Condition, unless: [Condition] = [], variables: Int, given: [Value?] = []
  ) -> [[Value]] {
    answers(to: condition, unless: unless, variables: variables, given: given).solutions
  }

  /// The same, with the bindings under which a test cannot be computed.
  package func answers(
    to condition: Condition, unless: [Condition] = [], variables: Int, given: [Value?] = []
  ) -> Answers {
    let known = given.indices.filter { given[$0] != nil }
    let query = Query(variables: variables, given: known, condition: condition, unless: unless)
    return answers(to: frozen.prepared(query), given: given.compactMap { $0 })
  }

  /// Answers a question that was planned for the program of this outcome; `given` are the values of the query's given
  /// variables.
  package func answers(to query: PreparedQuery, given: [Value] = []) -> Answers {
    answers(to: query.planned, query.code, given: given)
  }

  /// Whether a question has a solution; those that cannot be computed are none.
  package func holds(_ query: PreparedQuery) -> Bool {
    let machine = run(query.planned, query.code, given: [], atMost: 1)
    return !machine.collected.isEmpty
  }

  /// All matches of a condition, in no order: for each a value of every variable and one of no use, those that are not
  /// bound of no use either; and those under which a test cannot be computed.
  func matches(of condition: Condition, variables: Int) -> (flat: [Value], faults: [Value], isComplete: Bool)
  {
    let query = frozen.prepared(Query(variables: variables, condition: condition, unless: []))
    let machine = run(query.planned, query.code, given: [])
    return (machine.collected, machine.collectedFaults, !machine.isStopped)
  }

  /// How many matches a query may collect that is asked to explain something.
  private static let maxMatches = 100_000

  /// What a query finds within limits, where only some variables matter: of matches that agree in them one is taken,
  /// as far as that saves looking at all of them.
  func answers(
    to query: Query, given: [Value], relevant: VariableSet, visits: inout Int
  ) -> Answers {
    let prepared = frozen.prepared(query, relevant: relevant)
    var machine = machine(for: prepared.planned, prepared.code, given: given)
    machine.instancesLeft = Outcome.maxMatches
    machine.visitsLeft = visits
    machine.run(from: prepared.planned.plan.first)
    visits = max(0, machine.visitsLeft)
    return answers(prepared.planned, machine)
  }

  /// Answers a query that was planned with the program; `given` are the values of the query's given variables.
  package func answers(to query: QueryID, given: [Value] = []) -> Answers {
    answers(to: frozen.queries[query.index], frozen.code, given: given)
  }

  private func answers(to planned: PlannedQuery, _ code: Code, given: [Value]) -> Answers {
    answers(planned, run(planned, code, given: given))
  }

  private func answers(_ planned: PlannedQuery, _ machine: Machine) -> Answers {
    let query = planned.query
    var isBound = query.condition.binds
    for variable in query.given { isBound.insert(variable) }
    return Answers(
      solutions: Outcome.distinct(machine.collected, query.variables, isBound),
      failures: Outcome.distinct(machine.collectedFaults, query.variables, isBound),
      isComplete: !machine.isStopped)
  }

  /// - Parameter matches: how many are enough.
  private func run(_ planned: PlannedQuery, _ code: Code, given: [Value], atMost matches: Int = .max)
    -> Machine
  {
    var machine = machine(for: planned, code, given: given)
    machine.instancesLeft = min(machine.instancesLeft, matches)
    machine.run(from: planned.plan.first)
    return machine
  }

  private func machine(for planned: PlannedQuery, _ code: Code, given: [Value]) -> Machine {
    let query = planned.query
    precondition(given.count == query.given.count, "a query lacks given values")
    var machine = Machine(frozen, code, store)
    machine.limitMatches(limits)
    machine.collectedWidth = query.variables
    for (variable, value) in zip(query.given, given) {
      machine.frame[code.slot(ofVariable: variable).index] = value
    }
    return machine
  }

  /// Cuts what was collected up, sorts it, and keeps each binding once. Each match ends with a value of no use here.
  private static func distinct(_ flat: [Value], _ variables: Int, _ isBound: VariableSet) -> [[Value]] {
    let width = variables + 1
    var bindings = stride(from: 0, to: flat.count, by: width).map { first in
      (0..<variables).map { isBound.contains($0) ? flat[first + $0] : .unbound }
    }
    bindings.sort { $0.lexicographicallyPrecedes($1) }
    var distinct: [[Value]] = []
    for binding in bindings where binding != distinct.last {
      distinct.append(binding)
    }
    return distinct
  }
}
