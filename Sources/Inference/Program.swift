/// A pack, frozen for evaluation: plans, and indexes over the pack's facts.
///
/// ```swift
/// let program = Program(leaves: leaves, facts: facts, clauses: clauses, strata: strata)
/// let outcome = try program.evaluate(profile)
/// let score = outcome.value(score, [role])
/// ```
///
/// It knows no names and no language; numbers of leaves, keys and variables are the caller's, who checks them. The
/// keys of a leaf take up to 63 bits (`Leaf.packedBits`).
package struct Program: Sendable {
  let frozen: FrozenProgram

  package init(
    leaves: [Leaf], facts: [Fact], clauses: [Clause], strata: [Stratum], queries: [Query] = []
  ) {
    let packings = leaves.map { Packing(sizes: $0.keys) }
    let frozenFacts = FrozenFacts(Rows.sorted(facts, packings), leaves, packings)
    frozen = FrozenProgram(
      Freezer(
        leaves: leaves, packings: packings, facts: frozenFacts, clauses: clauses, strata: strata,
        queries: queries))
  }

  /// - Parameter rows: what the pack states, by leaf, sorted by key, each once; members need no values.
  package init(
    leaves: [Leaf], rows: [FrozenRows], clauses: [Clause], strata: [Stratum], queries: [Query] = []
  ) {
    let packings = leaves.map { Packing(sizes: $0.keys) }
    frozen = FrozenProgram(
      Freezer(
        leaves: leaves, packings: packings, facts: FrozenFacts(rows, leaves, packings), clauses: clauses,
        strata: strata, queries: queries))
  }

  /// What holds for a profile that states `facts`. An `Evaluator` does the same for many profiles.
  package func evaluate(_ facts: [Fact], limits: Limits = .standard) throws(EvaluationError) -> Outcome {
    var evaluator = Evaluator(self)
    return try evaluator.evaluate(facts, limits: limits)
  }
}
