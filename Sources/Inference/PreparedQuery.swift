/// A question to the outcomes of one program, planned once.
///
/// ```swift
/// let query = program.prepared(Query(variables: 1, condition: condition, unless: []))
/// let isThere = outcome.holds(query)
/// ```
package struct PreparedQuery: Sendable {
  let planned: PlannedQuery
  let code: Code
}

extension Program {
  package func prepared(_ query: Query) -> PreparedQuery {
    frozen.prepared(query)
  }

  /// The same facts under other clauses; what is known of the facts is shared.
  package func with(clauses: [Clause], strata: [Stratum]) -> Program {
    Program(sharingFactsOf: frozen, clauses: clauses, strata: strata)
  }

  private init(sharingFactsOf other: FrozenProgram, clauses: [Clause], strata: [Stratum]) {
    let chains = Dictionary(
      zip(other.indexes, other.packChains), uniquingKeysWith: { first, _ in first })
    frozen = FrozenProgram(
      Freezer(
        leaves: other.leaves, packings: other.packings, facts: other.facts, chains: chains,
        clauses: clauses, strata: strata, queries: []))
  }
}

extension FrozenProgram {
  /// - Parameter relevant: the variables that matter; all, if it is left out.
  func prepared(_ query: Query, relevant: VariableSet? = nil) -> PreparedQuery {
    var pool = ConstantPool()
    pool.collect(query)
    var planner = Planner(
      leaves: leaves, packings: packings, expectedRows: expectedRows, pool: pool, catalog: catalog)
    var question = query.question
    if let relevant { question.relevant = relevant }
    let plan = planner.plan(question)
    return PreparedQuery(planned: PlannedQuery(query: query, plan: plan), code: planner.code)
  }
}
