import Inference
import Testing

@Suite("Limits")
struct LimitTests {
  /// All pairs of twenty ids.
  private var pairs: Sketch {
    var sketch = Sketch()
    let one = sketch.leaf(20, holds: .member)
    let pair = sketch.leaf(20, 20, holds: .member)
    for id in 0..<20 { sketch.state(one, id) }
    sketch.clause([atom(one, x), atom(one, y)], then: head(pair, x, y))
    return sketch
  }

  @Test("stop an evaluation that concludes too many facts")
  func facts() {
    #expect(pairs.failures(limits: Limits(maxFacts: 400)).isEmpty)
    #expect(pairs.failures(limits: Limits(maxFacts: 399)) == [.tooManyFacts(limit: 399)])
  }

  @Test("count what the profile states, not what the pack does")
  func profile() {
    let profile = [Fact(leaf: LeafID(1), keys: [0, 0])]
    #expect(pairs.failures(profile, limits: Limits(maxFacts: 400)).isEmpty)
    #expect(pairs.failures(profile, limits: Limits(maxFacts: 0)) == [.tooManyFacts(limit: 0)])
  }

  @Test("stop an evaluation that matches clauses too often")
  func instances() {
    #expect(pairs.failures(limits: Limits(maxInstances: 400)).isEmpty)
    #expect(pairs.failures(limits: Limits(maxInstances: 399)) == [.tooManyInstances(limit: 399)])
  }

  @Test("stop an evaluation that looks at far more than it matches")
  func visits() {
    var sketch = pairs
    let one = LeafID(0)
    sketch.clause(
      [atom(one, x), atom(one, y), atom(one, z), atom(one, w), atom(one, .variable(4))],
      tests: [[.x, .y, .add, .z, .add, .w, .add, .variable(4), .less]],
      then: head(LeafID(1), x, y))
    #expect(sketch.failures(limits: Limits(maxInstances: 900)) == [.tooManyInstances(limit: 900)])
  }

  @Test("stop a recursion and a rank as well")
  func recursionAndRank() {
    var (sketch, edge, _) = RecursionTests.closure(2, size: 50)
    for node in 0..<50 { sketch.state(edge, node, (node + 1) % 50) }
    #expect(sketch.failures(limits: Limits(maxFacts: 2_499)) == [.tooManyFacts(limit: 2_499)])
    #expect(sketch.failures(limits: Limits(maxFacts: 2_500)).isEmpty)
    var ranks = Sketch()
    let score = ranks.leaf(1_000, 1_000, holds: .sum, fallback: 0)
    _ = ranks.rank([RankTerm(leaf: score, descending: true)], 1_000, 1_000)
    #expect(ranks.failures(limits: Limits(maxFacts: 1_000)) == [.tooManyFacts(limit: 1_000)])
  }

  @Test("tell when an answer is not complete")
  func answers() throws {
    let outcome = try pairs.outcome(limits: Limits(maxInstances: 400))
    let cube = Condition(atoms: [atom(LeafID(0), x), atom(LeafID(0), y), atom(LeafID(0), z)])
    #expect(!outcome.answers(to: cube, variables: 3).isComplete)
    #expect(outcome.answers(to: Condition(atoms: [atom(LeafID(1), x, y)]), variables: 2).isComplete)
  }
}
