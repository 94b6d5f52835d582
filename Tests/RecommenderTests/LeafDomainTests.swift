import Inference
import RuleLanguage
import TestSupport
import Testing

@testable import Recommender

/// What is called impossible never happens, in generated packs under generated profiles.
@Suite struct LeafDomainTests {
  @Test func `every fact lies within its domains, and no rule called dead applies`() throws {
    var (looked, dead) = (0, 0)
    for seed in UInt64(1)...200 {
      let program = SampleGenerator.program(seed: seed, profiles: 3)
      let text = PackText(program)
      guard let pack = try? Pack(files: text.files(arrangement: seed)) else { continue }
      let analyzer = PackAnalyzer(pack, locale: pack.locales[0], effort: 1)
      let idle = pack.compiled.rules.filter { analyzer.obstacle(of: $0.clause) != nil }
      for index in program.profiles.indices {
        guard
          let profile = try? Profile(
            ProfileText(program.profiles[index], in: program, seed: seed).yaml, for: pack),
          let outcome = try? pack.compiled.program.evaluate(profile.facts.facts.facts)
        else { continue }
        looked += 1
        for leaf in pack.compiled.shape.leaves.indices.map(LeafID.init) {
          let content = analyzer.domains.contents[leaf.index]
          for fact in outcome.facts(of: leaf) {
            let isWithin =
              content.isPossible && content.value.contains(fact.value)
              && zip(content.keys, fact.keys).allSatisfy { $0.contains(Inference.Value($1)) }
            #expect(isWithin, "seed \(seed), profile \(index): \(pack.compiled.shape[leaf].path) \(fact)")
          }
        }
        for rule in idle {
          dead += 1
          let found = outcome.solutions(
            of: rule.clause.when, unless: rule.clause.unless, variables: rule.clause.variables)
          #expect(found.isEmpty, "seed \(seed), profile \(index): \(rule.name)")
        }
      }
    }
    #expect(looked > 200)
    #expect(dead > 20)
  }
}
