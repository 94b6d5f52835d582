import Testing

@testable import Inference

/// Steps that do in one loop what a generator and the steps behind it did.
@Suite("Fused steps of lanes")
struct LaneFusionTests {
  /// Roles by score, the first few of which are chosen; what is chosen and a way make resources.
  private struct Workload {
    static let ways = 6
    /// So many that it is cheaper to go through what is stored.
    static let resources = 500
    private static let v = Term.variable(4)

    var sketch = Sketch()
    let points: LeafID
    let levels: LeafID
    let ways: LeafID
    let scores: LeafID
    let rank: LeafID
    let chosen: LeafID
    let orders: LeafID
    let learn: LeafID
    let roles: Int

    /// - Parameter factor: makes a score of points, 0 to 6: their square is multiplied by it, and they are added.
    init(roles: Int, factor: Int, isTotal: Bool, chosenRoles: Int, _ random: inout Random) {
      self.roles = roles
      points = sketch.leaf(roles, bounds: 0...number(6), isWhole: true)
      levels = sketch.leaf(roles, fallback: 0, bounds: 0...number(5), isWhole: true)
      ways = sketch.leaf(Workload.ways, holds: .member)
      let teaches = sketch.leaf(Workload.resources, roles, bounds: 0...number(5), isWhole: true)
      let uses = sketch.leaf(Workload.resources, Workload.ways, holds: .member)
      let own = sketch.leaf(roles, roles, holds: .member)
      scores = sketch.leaf(roles, holds: .sum, fallback: isTotal ? 0 : nil)
      rank = sketch.rank([RankTerm(leaf: scores, descending: true)], roles)
      chosen = sketch.leaf(roles, holds: .member)
      orders = sketch.leaf(roles)
      learn = sketch.leaf(Workload.resources, holds: .member)
      for leaf in [own, teaches, uses, scores, rank, chosen, orders, learn] {
        sketch.leaves[leaf.index].isStated = false
      }
      for role in 0..<roles { sketch.state(own, role, role) }
      for resource in 0..<Workload.resources {
        sketch.state(teaches, resource, random.below(roles), value: number(Value(random.below(6))))
        sketch.state(uses, resource, random.below(Workload.ways))
      }
      sketch.clause(
        [atom(own, x, z), atom(points, z, value: y)], tests: [[.number(0), .y, .less]],
        then: head(scores, x, value: [.y, .y, .multiply, .number(Value(factor)), .multiply, .y, .add]))
      sketch.clause(
        [atom(rank, x, value: y)], tests: [[.y, .number(Value(chosenRoles)), .lessOrEqual]],
        then: head(chosen, x), head(orders, x, value: [.y]))
      sketch.clause(
        [
          atom(ways, z), atom(chosen, x), atom(levels, x, value: w), atom(uses, y, z),
          atom(teaches, y, x, value: Workload.v),
        ], tests: [[.w, .variable(4), .less]], then: head(learn, y))
      sketch.strata = [
        Stratum(clauses: [ClauseID(0)]), Stratum(clauses: [], ranks: [rank]), Stratum(clauses: [ClauseID(1)]),
        Stratum(clauses: [ClauseID(2)]),
      ]
    }

    func profile(_ random: inout Random) -> [Fact] {
      var facts: [Fact] = []
      for role in 0..<roles where random.below(3) > 0 {
        facts.append(fact(points, role, value: number(Value(random.below(7)))))
      }
      for role in 0..<roles where random.below(2) > 0 {
        facts.append(fact(levels, role, value: number(Value(random.below(6)))))
      }
      return facts + (0..<Workload.ways).filter { _ in random.below(2) > 0 }.map { fact(ways, $0) }
    }

    /// Rows of ranks with scores, and of what was chosen.
    var queries: [RowQuery] {
      [
        RowQuery(
          query: Query(
            variables: 3, condition: Condition(atoms: [atom(rank, x, value: y), atom(scores, x, value: z)])),
          columns: [0, 1, 2], order: [(1, descending: false)], limit: 5),
        RowQuery(
          query: Query(variables: 2, condition: Condition(atoms: [atom(orders, x, value: y)])),
          columns: [1, 0], order: [(0, descending: false)]),
      ]
    }
  }

  @Test(
    "give what the general evaluator gives, on both sides of sixteen places and of 16 bits",
    arguments: [5, 16, 17, 65], [910, 912, 1])
  func agreement(roles: Int, factor: Int) throws {
    var random = Random(seed: UInt64(roles * 7 + factor))
    for (isTotal, chosen) in [(true, 1), (true, 3), (false, 3), (false, 40)] {
      let workload = Workload(
        roles: roles, factor: factor, isTotal: isTotal, chosenRoles: chosen, &random)
      let program = workload.sketch.program
      let facts = [workload.chosen, workload.orders, workload.learn, workload.rank]
      let tabulated = TabulatedProgram(
        program, wanted: facts.map { .facts($0) } + workload.queries.map { .rows($0) })
      let tables = try #require(tabulated.tables)
      // Both questions and the clauses of the last two strata.
      #expect(tables.fusions.count == 3)
      #expect(tables.nests.count == 1)
      #expect(tables.access[workload.scores.index].isShort == (factor < 912))
      var evaluator = BatchEvaluator(tabulated)
      evaluator.begin()
      let profiles = [[]] + (0..<6).map { _ in workload.profile(&random) }
      for profile in profiles {
        profile.map { PackedFact(leaf: $0.leaf, key: UInt64($0.keys[0]), value: $0.value) }
          .withUnsafeBufferPointer { evaluator.state($0) }
      }
      evaluator.run()
      for (lane, profile) in profiles.enumerated() {
        #expect(evaluator.usedLanes(lane))
        let outcome = try program.evaluate(profile)
        for (number, leaf) in facts.enumerated() {
          let found = evaluator.answer(number, of: lane)
          let expected = outcome.facts(of: leaf).flatMap { [Value($0.keys[0]), $0.value] }
          #expect(found.map { Array($0.rows) } == expected, "leaf \(leaf)")
        }
        for (number, rows) in workload.queries.enumerated() {
          let found = evaluator.answer(facts.count + number, of: lane)
          let solutions = outcome.answers(to: rows.query.condition, variables: rows.query.variables).solutions
          let order = rows.order[0].column
          let expected = solutions.map { solution in rows.columns.map { solution[$0] } }
            .sorted { $0[order] < $1[order] }.prefix(rows.limit ?? .max)
          #expect(found.map { Array($0.rows) } == expected.flatMap { $0 })
        }
      }
    }
  }
}
