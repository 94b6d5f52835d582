import Inference
import Testing

@Suite("Foundations")
struct FoundationsTests {
  @Test("leave out a reason that leads through the fact itself")
  func circle() throws {
    var sketch = Sketch()
    let stated = sketch.leaf(3, holds: .member)
    let (a, b) = (sketch.leaf(holds: .member), sketch.leaf(holds: .member))
    sketch.state(stated, 0)
    sketch.clause([atom(stated, 0)], then: head(a))
    sketch.clause([atom(a)], then: head(b))
    sketch.clause([atom(b)], then: head(a))
    sketch.strata = [Stratum(clauses: (0..<3).map { ClauseID($0) }, isRecursive: true)]
    let outcome = try sketch.outcome()
    #expect(outcome.derivations(of: fact(a)).count == 2)
    var foundations = Foundations(outcome)
    #expect(foundations.derivations(of: fact(b)).map(\.clause) == [ClauseID(1)])
    #expect(foundations.derivations(of: fact(a)).map(\.clause) == [ClauseID(0)])
  }

  @Test("reach the end of a long chain without a deep call")
  func chain() throws {
    var sketch = Sketch()
    let count = 3_000
    let next = sketch.leaf(count, count, holds: .member)
    let reached = sketch.leaf(count, holds: .member)
    for id in 0..<count - 1 { sketch.state(next, id, id + 1) }
    sketch.state(reached, 0)
    sketch.clause([atom(reached, x), atom(next, x, y)], then: head(reached, y))
    sketch.strata = [Stratum(clauses: [ClauseID(0)], isRecursive: true)]
    var foundations = Foundations(try sketch.outcome())
    #expect(foundations.derivations(of: fact(reached, count - 1)).count == 1)
    #expect(foundations.derivations(of: fact(reached, 7)).map(\.bindings) == [[6, 7]])
  }

  @Test("carry every fact of random programs: every step is right, and every way down ends at what is given")
  func trees() {
    var random = Random(seed: 3)
    var steps = 0
    var circles = 0
    for seed in 0..<1_200 {
      let sample = RandomProgram(seed: UInt64(seed / 2))
      let profile = sample.profile(&random)
      guard let outcome = try? sample.sketch.program.evaluate(profile) else { continue }
      let brute = BruteForce(sample.sketch, profile)
      var foundations = Foundations(outcome)
      var heights: [Fact: Int] = [:]
      func heightOf(_ fact: Fact, below: Set<Fact>) -> Int {
        if let known = heights[fact] { return known }
        #expect(!below.contains(fact), "a circle in seed \(seed)")
        guard !below.contains(fact) else { return 0 }
        #expect(brute.value(fact.leaf, fact.keys) == fact.value)
        let reasons = foundations.derivations(of: fact)
        if outcome.origin(of: fact) == .derived {
          let isRank = if case .rank = sample.sketch.leaves[fact.leaf.index].holds { true } else { false }
          let isGiven = !outcome.given(fact.leaf, fact.keys).isEmpty
          #expect(!reasons.isEmpty || isRank || isGiven, "\(fact) of seed \(seed) has no reason")
          circles += outcome.derivations(of: fact).count - reasons.count
        }
        var height = 0
        for reason in reasons {
          steps += 1
          let clause = sample.sketch.clauses[reason.clause.index]
          let match = BruteForce.Match(bindings: reason.bindings.map { $0 == .unbound ? nil : $0 })
          #expect(brute.judge(match, clause.when, clause.unless) == .yes, "a step of seed \(seed)")
          for premise in reason.premises {
            let inner = heightOf(premise.fact, below: below.union([fact]))
            height = max(height, 1 + inner)
          }
        }
        heights[fact] = height
        return height
      }
      for leaf in sample.sketch.leaves.indices {
        for fact in outcome.facts(of: LeafID(leaf)) { _ = heightOf(fact, below: []) }
      }
    }
    #expect(steps > 2_000)
    #expect(circles > 15)
  }
}
