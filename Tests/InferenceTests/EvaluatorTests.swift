import Inference
import Testing

@Suite("An evaluator that is used again")
struct EvaluatorTests {
  @Test("gives the same outcome as a new one, also after failures and beside outcomes that are kept")
  func reuse() throws {
    var random = Random(seed: 11)
    var outcomes = 0
    for seed in 0..<40 {
      let sample = RandomProgram(seed: UInt64(1_000 + seed))
      let program = sample.sketch.program
      var evaluator = Evaluator(program)
      var kept: [(Outcome, [Fact])] = []
      for _ in 0..<6 {
        let profile = sample.profile(&random)
        let fresh = Result { () throws(EvaluationError) in try program.evaluate(profile) }
        let reused = Result { () throws(EvaluationError) in try evaluator.evaluate(profile) }
        switch (fresh, reused) {
        case (.success(let one), .success(let other)):
          outcomes += 1
          let facts = all(one, sample.sketch)
          #expect(facts == all(other, sample.sketch))
          if random.chance(1, in: 2) { kept.append((other, facts)) }
        case (.failure(let one), .failure(let other)): #expect(one == other)
        default: Issue.record("one evaluation failed and the other did not")
        }
      }
      for (outcome, facts) in kept {
        #expect(all(outcome, sample.sketch) == facts)
      }
    }
    #expect(outcomes > 40)
  }

  @Test("works after a limit was met")
  func afterLimit() throws {
    var (sketch, edge, path) = RecursionTests.closure(0, size: 30)
    for node in 0..<29 { sketch.state(edge, node, node + 1) }
    var evaluator = Evaluator(sketch.program)
    #expect(throws: EvaluationError(failures: [.tooManyFacts(limit: 100)])) {
      try evaluator.evaluate([], limits: Limits(maxFacts: 100))
    }
    #expect(try evaluator.evaluate([]).places(path).count == 435)
    #expect(try evaluator.evaluate([fact(edge, 29, 0)]).places(path).count == 900)
    #expect(try evaluator.evaluate([]).places(path).count == 435)
  }

  private func all(_ outcome: Outcome, _ sketch: Sketch) -> [Fact] {
    sketch.leaves.indices.flatMap { outcome.facts(of: LeafID($0)) }
  }
}
