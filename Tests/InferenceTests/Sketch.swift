import Inference

/// A program that a test puts together. Unless strata are set, each clause is a stratum of its own, in order.
struct Sketch {
  var leaves: [Leaf] = []
  var facts: [Fact] = []
  var clauses: [Clause] = []
  var strata: [Stratum] = []
  var queries: [Query] = []

  mutating func leaf(
    _ keys: Int..., holds: Leaf.Holds = .one, fallback: Value? = nil, bounds: ClosedRange<Value>? = nil,
    isWhole: Bool = false
  ) -> LeafID {
    leaves.append(Leaf(keys: keys, holds: holds, fallback: fallback, bounds: bounds, isWhole: isWhole))
    return LeafID(leaves.count - 1)
  }

  mutating func state(_ leaf: LeafID, _ keys: Int..., value: Value = 1) {
    facts.append(Fact(leaf: leaf, keys: keys, value: value))
  }

  /// A clause whose variables are all named, unless `named` says otherwise.
  @discardableResult
  mutating func clause(
    _ atoms: [Atom], tests: [Expression] = [], unless: [Condition] = [], named: Int? = nil,
    then heads: Head...
  ) -> ClauseID {
    let when = Condition(atoms: atoms, tests: tests)
    let variables = ([when] + unless).flatMap(variables).max().map { $0 + 1 } ?? 0
    clauses.append(
      Clause(variables: variables, named: named ?? variables, when: when, unless: unless, heads: heads))
    return ClauseID(clauses.count - 1)
  }

  mutating func rank(_ terms: [RankTerm], _ keys: Int...) -> LeafID {
    leaves.append(Leaf(keys: keys, holds: .rank(terms)))
    return LeafID(leaves.count - 1)
  }

  var program: Program {
    let single = clauses.indices.map { Stratum(clauses: [ClauseID($0)]) }
    let ranks = leaves.indices.filter { if case .rank = leaves[$0].holds { true } else { false } }
    let last = Stratum(clauses: [], ranks: ranks.map { LeafID($0) })
    return Program(
      leaves: leaves, facts: facts, clauses: clauses, strata: strata.isEmpty ? single + [last] : strata,
      queries: queries)
  }

  func outcome(_ profile: [Fact] = [], limits: Limits = .standard) throws(EvaluationError) -> Outcome {
    try program.evaluate(profile, limits: limits)
  }

  /// What goes wrong, none if nothing does.
  func failures(_ profile: [Fact] = [], limits: Limits = .standard) -> [Failure] {
    do {
      _ = try outcome(profile, limits: limits)
      return []
    } catch {
      return error.failures
    }
  }

  private func variables(_ condition: Condition) -> [Int] {
    let terms = condition.atoms.flatMap { $0.keys + [$0.value] }
    return terms.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }
}
