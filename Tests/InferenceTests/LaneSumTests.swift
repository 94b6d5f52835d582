import Inference
import Testing

/// Sums that lanes add to while they take in a profile.
@Suite("Sums of lanes")
struct LaneSumTests {
  /// Skills with levels 0 to 5 and wishes of a profile, and what these add to the scores of roles.
  private struct Workload {
    var sketch = Sketch()
    let skills: LeafID
    let wishes: LeafID
    let scores: LeafID
    let other: LeafID
    let rank: LeafID
    let roles: Int

    /// - Parameter weight: what one skill adds to a role for each level.
    init(
      roles: Int, weight: (_ role: Int, _ skill: Int) -> Value, hasOther: Bool = false, isTotal: Bool = true
    ) {
      self.roles = roles
      skills = sketch.leaf(9, fallback: 0, bounds: 0...number(5), isWhole: true)
      wishes = sketch.leaf(7, holds: .member)
      let needs = sketch.leaf(roles, 9)
      let suits = sketch.leaf(roles, 7, holds: .member)
      scores = sketch.leaf(roles, holds: .sum, fallback: isTotal ? 0 : nil)
      other = sketch.leaf(roles, holds: .sum, fallback: 0)
      rank = sketch.rank([RankTerm(leaf: scores, descending: true)], roles)
      for leaf in [needs, suits, scores, other, rank] { sketch.leaves[leaf.index].isStated = false }
      for role in 0..<roles {
        for skill in 0..<9 where weight(role, skill) > 0 {
          sketch.state(needs, role, skill, value: number(weight(role, skill)))
        }
        for wish in 0..<7 where (role + wish).isMultiple(of: 3) { sketch.state(suits, role, wish) }
      }
      sketch.clause(
        [atom(needs, x, y, value: z), atom(skills, y, value: w)], tests: [[.number(0), .w, .less]],
        then: head(scores, x, value: [.z, .w, .multiply]))
      sketch.clause([atom(suits, x, y), atom(wishes, y)], then: head(scores, x, value: [.number(3)]))
      if hasOther {
        sketch.clause(
          [atom(needs, x, y, value: z), atom(skills, y, value: w)], tests: [[.number(2), .w, .less]],
          then: head(other, x, value: [.z]))
      }
      sketch.strata = [
        Stratum(clauses: sketch.clauses.indices.map { ClauseID($0) }), Stratum(clauses: [], ranks: [rank]),
      ]
    }

    func profile(_ random: inout Random) -> [Fact] {
      let skills = (0..<9).filter { _ in random.below(3) > 0 }.map {
        fact(self.skills, $0, value: number(Value(random.below(6))))
      }
      return skills + (0..<7).filter { _ in random.below(2) > 0 }.map { fact(wishes, $0) }
    }
  }

  private func compare(_ workload: Workload, _ profiles: [[Fact]]) throws {
    let program = workload.sketch.program
    let top = RowQuery(
      query: Query(
        variables: 3,
        condition: Condition(atoms: [
          atom(workload.rank, x, value: y), atom(workload.scores, x, value: z),
        ])), columns: [0, 1, 2], order: [(1, descending: false)], limit: 4)
    let tables = TabulatedProgram(
      program, wanted: [.facts(workload.scores), .facts(workload.other), .rows(top)])
    var evaluator = BatchEvaluator(tables)
    for start in stride(from: 0, to: profiles.count, by: 8) {
      let some = profiles[start..<min(start + 8, profiles.count)]
      evaluator.begin()
      for profile in some {
        let packed = profile.compactMap { fact in
          program.packing(of: fact.leaf).key(fact.keys).map {
            PackedFact(leaf: fact.leaf, key: $0, value: fact.value)
          }
        }
        packed.withUnsafeBufferPointer { evaluator.state($0) }
      }
      evaluator.run()
      for (lane, profile) in some.enumerated() {
        #expect(evaluator.usedLanes(lane))
        let outcome = try program.evaluate(profile)
        for (number, leaf) in [workload.scores, workload.other].enumerated() {
          let found = evaluator.answer(number, of: lane)
          #expect(
            found.map { Array($0.rows) } == outcome.facts(of: leaf).flatMap { [Value($0.keys[0]), $0.value] })
        }
        let solutions = outcome.answers(to: top.query.condition, variables: 3).solutions
        let expected = solutions.sorted { $0[1] < $1[1] }.prefix(4).flatMap { $0 }
        let found = evaluator.answer(2, of: lane)
        #expect(found.map { Array($0.rows) } == Array(expected))
      }
    }
  }

  /// Weights whose scores just fit into 16 bits, and just do not: nine skills of level 5, and wishes.
  @Test(
    "are right on both sides of what 16 bits hold, in rows and in runs",
    arguments: [(16, 727), (16, 728), (16, 730), (16, 40_000), (5, 727), (40, 728), (90, 727), (90, 730)])
  func widths(roles: Int, weight: Int) throws {
    for isTotal in [true, false] {
      let workload = Workload(roles: roles, weight: { _, _ in Value(weight) }, isTotal: isTotal)
      var random = Random(seed: 11)
      let full =
        (0..<9).map { fact(workload.skills, $0, value: number(5)) }
        + (0..<7).map { fact(workload.wishes, $0) }
      try compare(workload, [full, []] + (0..<6).map { _ in workload.profile(&random) })
    }
  }

  @Test("are added to once for what a profile states twice")
  func twice() {
    let workload = Workload(roles: 16, weight: { role, skill in Value((role * 5 + skill * 3) % 11) })
    let program = workload.sketch.program
    var evaluator = BatchEvaluator(TabulatedProgram(program, wanted: [.facts(workload.scores)]))
    let once = [fact(workload.skills, 4, value: number(3)), fact(workload.wishes, 2)]
    evaluator.begin()
    for facts in [once, once + once] {
      facts.map { PackedFact(leaf: $0.leaf, key: UInt64($0.keys[0]), value: $0.value) }
        .withUnsafeBufferPointer { evaluator.state($0) }
    }
    evaluator.run()
    let first = evaluator.answer(0, of: 0).map { Array($0.rows) }
    let second = evaluator.answer(0, of: 1).map { Array($0.rows) }
    #expect(first?.isEmpty == false)
    #expect(first == second)
  }

  @Test("may be several of one leaf, in any width")
  func several() throws {
    for (roles, most) in [(16, 11), (16, 5000), (70, 11), (70, 5000)] {
      let workload = Workload(
        roles: roles, weight: { role, skill in Value((role * 7 + skill * 3) % most) }, hasOther: true)
      var random = Random(seed: 12)
      try compare(workload, (0..<24).map { _ in workload.profile(&random) })
    }
  }
}
