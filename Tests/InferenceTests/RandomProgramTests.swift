import Inference
import Testing

@Suite("Random programs")
struct RandomProgramTests {
  @Test("mean what the plainest evaluation says", arguments: 0..<16)
  func agreement(part: Int) {
    var random = Random(seed: UInt64(part))
    var succeeded = 0
    var failed = 0
    for number in 0..<60 {
      let seed = part * 60 + number
      let sample = RandomProgram(seed: UInt64(seed))
      let program = sample.sketch.program
      for _ in 0..<3 {
        let profile = sample.profile(&random)
        let expected = BruteForce(sample.sketch, profile)
        do {
          let outcome = try program.evaluate(profile)
          #expect(expected.failures.isEmpty, "seed \(seed)")
          succeeded += 1
          compare(outcome, expected, seed)
          compareAnswers(outcome, expected, sample, seed)
        } catch {
          #expect(error.failures == expected.failures, "seed \(seed)")
          failed += 1
        }
      }
    }
    #expect(succeeded > 40)
    #expect(failed > 5)
  }

  private func compare(_ outcome: Outcome, _ expected: BruteForce, _ seed: Int) {
    for leaf in expected.sketch.leaves.indices.map({ LeafID($0) }) {
      #expect(outcome.facts(of: leaf) == expected.facts(of: leaf), "leaf \(leaf) of seed \(seed)")
      for fact in expected.facts(of: leaf) {
        compareDerivations(outcome, expected, fact, seed)
      }
    }
  }

  private func compareDerivations(_ outcome: Outcome, _ expected: BruteForce, _ fact: Fact, _ seed: Int) {
    var parts: [BruteForce.Part] = []
    for id in expected.sketch.strata.flatMap(\.clauses) {
      parts += expected.parts(id).parts.filter { part in
        let isOne = expected.sketch.leaves[fact.leaf.index].holds == .one
        return part.place.leaf == fact.leaf && part.place.keys == fact.keys
          && (!isOne || part.place.value == fact.value)
      }
    }
    let wanted = expected.distinct(parts).map { part in
      [Value(part.clause.index)] + part.match.bindings.map { $0 ?? .unbound } + [Value(part.head), part.place.value]
    }.sorted { $0.lexicographicallyPrecedes($1) }
    let derivations = outcome.derivations(of: fact)
    let found = derivations.map { [Value($0.clause.index)] + $0.bindings + [Value($0.head), $0.contribution] }
    #expect(found == wanted, "derivations of \(fact) of seed \(seed)")
    for derivation in derivations {
      let when = expected.sketch.clauses[derivation.clause.index].when
      #expect(derivation.premises.map(\.atom) == Array(when.atoms.indices))
      for premise in derivation.premises {
        #expect(premise.fact.leaf == when.atoms[premise.atom].leaf)
        #expect(expected.value(premise.fact.leaf, premise.fact.keys) == premise.fact.value)
        let isStored = expected.stored[premise.fact.leaf.index][premise.fact.keys] != nil
        #expect(premise.isFallback != isStored)
      }
    }
  }

  private func compareAnswers(
    _ outcome: Outcome, _ expected: BruteForce, _ sample: RandomProgram, _ seed: Int
  ) {
    for (when, unless) in sample.conditions {
      for given in [[], [0], [1, nil, 1], [nil, nil, nil, number(1)]] as [[Value?]] {
        let bindings = given + Array(repeating: nil, count: RandomProgram.variables - given.count)
        var solutions: Set<[Value]> = []
        var failures: Set<[Value]> = []
        for match in expected.matches(when, bindings) {
          let binding = match.bindings.map { $0 ?? .unbound }
          switch expected.judge(match, when, unless) {
          case .yes: solutions.insert(binding)
          case .no: break
          case .overflow, .divisionByZero: failures.insert(binding)
          }
        }
        let answers = outcome.answers(to: when, unless: unless, variables: RandomProgram.variables, given: given)
        #expect(answers.solutions == solutions.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
        #expect(answers.failures == failures.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
      }
    }
  }
}
