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
    let (planned, code) = plan(query)
    return answers(to: planned, code, given: given.compactMap { $0 })
  }

  /// All matches of a condition, in no order: for each a value of every variable and one of no use, those that are not
  /// bound of no use either; and those under which a test cannot be computed.
  func matches(of condition: Condition, variables: Int) -> (flat: [Value], faults: [Value], isComplete: Bool)
  {
    let (planned, code) = plan(Query(variables: variables, condition: condition, unless: []))
    let machine = run(planned, code, given: [])
    return (machine.collected, machine.collectedFaults, !machine.isStopped)
  }

  /// How many matches a query may collect that is asked to explain something.
  private static let maxMatches = 100_000

  /// What a query finds within limits, where only some variables matter: of matches that agree in them one is taken,
  /// as far as that saves looking at all of them.
  func answers(
    to query: Query, given: [Value], relevant: VariableSet, visits: inout Int
  ) -> Answers {
    let (planned, code) = plan(query, relevant: relevant)
    var machine = machine(for: planned, code, given: given)
    machine.instancesLeft = Outcome.maxMatches
    machine.visitsLeft = visits
    machine.run(from: planned.plan.first)
    visits = max(0, machine.visitsLeft)
    return answers(planned, machine)
  }

  private func plan(_ query: Query, relevant: VariableSet? = nil) -> (PlannedQuery, Code) {
    var pool = ConstantPool()
    pool.collect(query)
    var planner = Planner(
      leaves: frozen.leaves, packings: frozen.packings, expectedRows: frozen.expectedRows, pool: pool,
      catalog: frozen.catalog)
    var question = query.question
    if let relevant { question.relevant = relevant }
    let plan = planner.plan(question)
    return (PlannedQuery(query: query, plan: plan), planner.code)
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

  private func run(_ planned: PlannedQuery, _ code: Code, given: [Value]) -> Machine {
    var machine = machine(for: planned, code, given: given)
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
