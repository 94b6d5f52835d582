import Inference
import Testing

@Suite("Lanes")
struct LaneTests {
  private static let programs = 400

  @Test("mean what the general evaluator says, side by side and with each other's scratch")
  func agreement() {
    var random = Random(seed: 5)
    var tally = Tally()
    for seed in 0..<LaneTests.programs {
      let sample = RandomProgram(seed: UInt64(20_000 + seed))
      let program = sample.sketch.program
      let wanted = wanted(of: sample)
      let tables = TabulatedProgram(program, wanted: wanted)
      var evaluator = BatchEvaluator(tables)
      for _ in 0..<2 {
        let profiles = (0..<5).map { _ in sample.profile(&random) }
        evaluator.begin()
        for profile in profiles {
          packed(profile, program).withUnsafeBufferPointer { evaluator.state($0) }
        }
        evaluator.run()
        for (lane, profile) in profiles.enumerated() {
          compare(lane, profile, sample, program, wanted, &evaluator, seed, &tally)
        }
      }
    }
    // What agreed is worth something only if lanes did it, and if the rest was there too.
    #expect(tally.lanes > LaneTests.programs)
    #expect(tally.failures > LaneTests.programs / 10)
  }

  @Test("give whole outcomes, with origins and reasons, as the general evaluator does")
  func outcomes() throws {
    var random = Random(seed: 6)
    var compared = 0
    for seed in 0..<LaneTests.programs / 2 {
      let sample = RandomProgram(seed: UInt64(30_000 + seed))
      let program = sample.sketch.program
      var evaluator = BatchEvaluator(TabulatedProgram(program, wanted: [.outcome]))
      let profiles = (0..<4).map { _ in sample.profile(&random) }
      evaluator.begin()
      for profile in profiles { packed(profile, program).withUnsafeBufferPointer { evaluator.state($0) } }
      evaluator.run()
      for (lane, profile) in profiles.enumerated() {
        guard let expected = try? program.evaluate(profile) else {
          #expect(evaluator.outcome(of: lane) == nil, "seed \(seed)")
          continue
        }
        let usedLanes = evaluator.usedLanes(lane)
        let found = evaluator.outcome(of: lane)
        let outcome = try #require(found, "seed \(seed)")
        for leaf in sample.sketch.leaves.indices.map({ LeafID($0) }) {
          let facts = expected.facts(of: leaf)
          #expect(outcome.facts(of: leaf) == facts, "leaf \(leaf) of seed \(seed)")
          for fact in facts {
            #expect(outcome.origin(of: fact) == expected.origin(of: fact), "\(fact) of seed \(seed)")
            #expect(
              outcome.derivations(of: fact) == expected.derivations(of: fact), "\(fact) of seed \(seed)")
          }
        }
        if usedLanes { compared += 1 }
      }
    }
    #expect(compared > LaneTests.programs / 8)
  }

  private struct Tally {
    var lanes = 0
    var general = 0
    var failures = 0
    var rows = 0
  }

  private func wanted(of sample: RandomProgram) -> [Wanted] {
    let facts = sample.sketch.leaves.indices.map { Wanted.facts(LeafID($0)) }
    let rows = sample.conditions.map { condition in
      let query = Query(
        variables: RandomProgram.variables, condition: condition.when, unless: condition.unless)
      let columns = condition.when.atoms.flatMap { $0.keys + [$0.value] }.compactMap { term in
        if case .variable(let variable) = term { variable } else { nil }
      }
      return Wanted.rows(
        RowQuery(
          query: query, columns: Set(columns).sorted(), order: columns.isEmpty ? [] : [(0, descending: true)],
          limit: 3))
    }
    return facts + rows
  }

  private func packed(_ facts: [Fact], _ program: Program) -> [PackedFact] {
    facts.compactMap { fact in
      program.packing(of: fact.leaf).key(fact.keys).map {
        PackedFact(leaf: fact.leaf, key: $0, value: fact.value)
      }
    }
  }

  private func compare(
    _ lane: Int, _ profile: [Fact], _ sample: RandomProgram, _ program: Program, _ wanted: [Wanted],
    _ evaluator: inout BatchEvaluator, _ seed: Int, _ tally: inout Tally
  ) {
    do throws(EvaluationError) {
      let outcome = try program.evaluate(profile)
      #expect(evaluator.error(of: lane) == nil, "seed \(seed)")
      guard evaluator.error(of: lane) == nil else { return }
      if evaluator.usedLanes(lane) { tally.lanes += 1 } else { tally.general += 1 }
      for (number, wanted) in wanted.enumerated() {
        guard let answer = evaluator.answer(number, of: lane) else {
          Issue.record("seed \(seed) has no answer \(number)")
          return
        }
        let (found, isComplete) = (Array(answer.rows), answer.isComplete)
        switch wanted {
        case .outcome: break
        case .facts(let leaf):
          let expected = packed(outcome.facts(of: leaf), program).flatMap {
            [Value(bitPattern: $0.key), $0.value]
          }
          #expect(found == expected, "leaf \(leaf) of seed \(seed)")
        case .rows(let rows):
          let answers = outcome.answers(
            to: rows.query.condition, unless: rows.query.unless, variables: rows.query.variables)
          guard isComplete else { continue }
          #expect(answers.failures.isEmpty, "seed \(seed)")
          var expected = Set(answers.solutions.map { solution in rows.columns.map { solution[$0] } }).sorted {
            for (column, descending) in rows.order where $0[column] != $1[column] {
              return ($0[column] < $1[column]) != descending
            }
            return $0.lexicographicallyPrecedes($1)
          }
          expected = Array(expected.prefix(rows.limit ?? .max))
          if rows.columns.isEmpty { continue }
          #expect(found == expected.flatMap { $0 }, "rows \(number) of seed \(seed)")
          tally.rows += expected.count
        }
      }
    } catch {
      #expect(evaluator.error(of: lane) == error, "seed \(seed)")
      tally.failures += 1
    }
  }
}
