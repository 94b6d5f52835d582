import Testing

@testable import Inference

/// Ranks that one sweep decides.
@Suite("Ranks of a sweep")
struct LaneOrderingTests {
  /// What a role needs and a profile lacks, by what it costs and by how little is missing.
  private struct Workload {
    private static let (need, weight) = (Term.variable(3), Term.variable(4))

    var sketch = Sketch()
    let target: LeafID
    let levels: LeafID
    let missing: LeafID
    let weights: LeafID
    let byCost: LeafID
    let byEase: LeafID
    let chosen: LeafID
    let skills: Int
    let roles = 4

    init(skills: Int, _ random: inout Random) {
      self.skills = skills
      target = sketch.leaf(bounds: 0...Value(roles - 1))
      levels = sketch.leaf(skills, fallback: 0, bounds: 0...number(5), isWhole: true)
      let needs = sketch.leaf(roles, skills, bounds: number(1)...number(5), isWhole: true)
      let worth = sketch.leaf(roles, skills, bounds: number(1)...number(9), isWhole: true)
      missing = sketch.leaf(skills, bounds: 0...number(5), isWhole: true)
      weights = sketch.leaf(skills, bounds: 0...number(9), isWhole: true)
      let costs = sketch.leaf(skills, bounds: 0...number(50), isWhole: true)
      byCost = sketch.rank([RankTerm(leaf: costs, descending: true)], skills)
      byEase = sketch.rank(
        [RankTerm(leaf: missing, descending: false), RankTerm(leaf: weights, descending: true)], skills)
      chosen = sketch.leaf(skills, holds: .member)
      for leaf in [needs, worth, missing, weights, costs, byCost, byEase, chosen] {
        sketch.leaves[leaf.index].isStated = false
      }
      // The last role needs nothing.
      for role in 0..<roles - 1 {
        for skill in 0..<skills where random.below(4) > 0 {
          sketch.state(needs, role, skill, value: number(Value(1 + random.below(5))))
          sketch.state(worth, role, skill, value: number(Value(1 + random.below(3))))
        }
      }
      sketch.clause(
        [
          atom(target, value: x), atom(needs, x, y, value: Workload.need),
          atom(worth, x, y, value: Workload.weight), atom(levels, y, value: z),
        ], tests: [[.z, .variable(3), .less]],
        then: head(missing, y, value: [.variable(3), .z, .subtract]), head(weights, y, value: [.variable(4)]),
        head(costs, y, value: [.variable(3), .z, .subtract, .variable(4), .multiply]))
      sketch.clause(
        [atom(byEase, x, value: y)], tests: [[.y, .number(2), .lessOrEqual]], then: head(chosen, x))
      sketch.strata = [
        Stratum(clauses: [ClauseID(0)]), Stratum(clauses: [], ranks: [byCost, byEase]),
        Stratum(clauses: [ClauseID(1)]),
      ]
    }

    func profile(_ random: inout Random) -> [Fact] {
      var facts: [Fact] = []
      if random.below(8) > 0 { facts.append(fact(target, value: Value(random.below(roles)))) }
      for skill in 0..<skills where random.below(2) > 0 {
        facts.append(fact(levels, skill, value: number(Value(random.below(6)))))
      }
      return facts
    }
  }

  @Test(
    "are what the general evaluator says, whether what they sort by is read besides or not",
    arguments: [3, 11, 21, 40], [false, true])
  func agreement(skills: Int, isRead: Bool) throws {
    var random = Random(seed: UInt64(skills))
    for _ in 0..<6 {
      let workload = Workload(skills: skills, &random)
      let program = workload.sketch.program
      let facts =
        [workload.chosen, workload.byCost, workload.byEase] + (isRead ? [workload.missing] : [])
      let first = RowQuery(
        query: Query(variables: 2, condition: Condition(atoms: [atom(workload.byCost, x, value: y)])),
        columns: [0, 1], order: [(1, descending: false)], limit: 3)
      let tabulated = TabulatedProgram(program, wanted: facts.map { .facts($0) } + [.rows(first)])
      let tables = try #require(tabulated.tables)
      #expect(tables.orderings.count == 2)
      #expect(tables.sweeps.count == 1)
      // Nothing is left to write unless somebody reads it.
      #expect(tables.sweeps.allSatisfy { ($0.writes >= 0) == isRead })
      var evaluator = BatchEvaluator(tabulated)
      for _ in 0..<2 {
        evaluator.begin()
        let profiles = (0..<12).map { _ in workload.profile(&random) }
        for profile in profiles {
          profile.map { PackedFact(leaf: $0.leaf, key: UInt64($0.keys.first ?? 0), value: $0.value) }
            .withUnsafeBufferPointer { evaluator.state($0) }
        }
        evaluator.run()
        for (lane, profile) in profiles.enumerated() {
          #expect(evaluator.usedLanes(lane))
          let outcome = try program.evaluate(profile)
          // The first few are asked for before all are.
          let few = evaluator.answer(facts.count, of: lane).map { Array($0.rows) }
          let ranked = outcome.facts(of: workload.byCost).sorted { $0.value < $1.value }
          #expect(few == ranked.prefix(3).flatMap { [Value($0.keys[0]), $0.value] })
          for (number, leaf) in facts.enumerated() {
            let found = evaluator.answer(number, of: lane)
            let expected = outcome.facts(of: leaf).flatMap { [Value($0.keys[0]), $0.value] }
            #expect(found.map { Array($0.rows) } == expected, "leaf \(leaf)")
          }
        }
      }
    }
  }
}
