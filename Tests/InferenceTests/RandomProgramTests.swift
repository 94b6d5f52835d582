import Inference
import Testing

@Suite("Random programs")
struct RandomProgramTests {
  private static let programs = 150

  @Test("mean what the plainest evaluation says")
  func agreement() {
    var random = Random(seed: 1)
    var concluding = 0
    var recursive = 0
    var kinds: Set<String> = []
    for seed in 0..<RandomProgramTests.programs {
      let sample = RandomProgram(seed: UInt64(seed))
      let program = sample.sketch.program
      for _ in 0..<3 {
        let profile = sample.profile(&random)
        let expected = BruteForce(sample.sketch, profile)
        do {
          let outcome = try program.evaluate(profile)
          #expect(expected.failures.isEmpty, "seed \(seed)")
          let derivations = compare(outcome, expected, seed)
          concluding += derivations > 0 ? 1 : 0
          recursive += derivations > 0 && sample.sketch.strata.contains { $0.isRecursive } ? 1 : 0
          compareAnswers(outcome, expected, sample, seed)
        } catch {
          #expect(error.failures == expected.failures, "seed \(seed)")
          kinds.formUnion(error.failures.map(kind))
        }
      }
    }
    // What agreed is worth something only if enough was concluded, and if all went wrong that can.
    #expect(concluding > RandomProgramTests.programs)
    #expect(recursive > RandomProgramTests.programs / 3)
    #expect(
      kinds == [
        "given and given", "given and derived", "derived and derived", "division", "overflow", "bounds",
        "whole",
      ])
  }

  private func kind(_ failure: Failure) -> String {
    switch failure {
    case .conflict(_, _, .given, .given): "given and given"
    case .conflict(_, _, .given, _): "given and derived"
    case .conflict: "derived and derived"
    case .divisionByZero: "division"
    case .overflow: "overflow"
    case .outOfBounds: "bounds"
    case .notWhole: "whole"
    case .tooManyFacts, .tooManyInstances: "limit"
    }
  }

  /// Compares all facts and their reasons, and returns how many reasons there were.
  private func compare(_ outcome: Outcome, _ expected: BruteForce, _ seed: Int) -> Int {
    var derivations = 0
    for leaf in expected.sketch.leaves.indices.map({ LeafID($0) }) {
      #expect(outcome.facts(of: leaf) == expected.facts(of: leaf), "leaf \(leaf) of seed \(seed)")
      for fact in expected.facts(of: leaf) {
        derivations += compareDerivations(outcome, expected, fact, seed)
      }
    }
    return derivations
  }

  private func compareDerivations(_ outcome: Outcome, _ expected: BruteForce, _ fact: Fact, _ seed: Int)
    -> Int
  {
    var parts: [BruteForce.Part] = []
    for id in expected.sketch.strata.flatMap(\.clauses) {
      parts += expected.parts(id).parts.filter { part in
        let isOne = expected.sketch.leaves[fact.leaf.index].holds == .one
        return part.place.leaf == fact.leaf && part.place.keys == fact.keys
          && (!isOne || part.place.value == fact.value)
      }
    }
    let wanted = expected.distinct(parts).map { part in
      [Value(part.clause.index)] + part.match.bindings.map { $0 ?? .unbound } + [
        Value(part.head), part.place.value,
      ]
    }.sorted { $0.lexicographicallyPrecedes($1) }
    let derivations = outcome.derivations(of: fact)
    let found = derivations.map {
      [Value($0.clause.index)] + $0.bindings + [Value($0.head), $0.contribution]
    }
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
    return derivations.count
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
        let answers = outcome.answers(
          to: when, unless: unless, variables: RandomProgram.variables, given: given)
        #expect(answers.solutions == solutions.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
        #expect(answers.failures == failures.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
      }
    }
  }
}
