import Foundation
import Inference
import RuleLanguage
import TestSupport
import Testing

@testable import Recommender

/// Why something holds: trees of reasons, from Swift.
@Suite("Explanations") struct ExplanationTests {
  static let plants = [
    "plants/pack.yaml": "pack: plants\nversion: 1.0.0\nlocales: [en, zh]\n",
    "plants/shape.yaml": """
    kinds: { plant: plants, trait: traits }
    shape:
      plants: { $plant: { name: text, light: 1..5, traits: [trait], poison: yes/no = no } }
      traits: { $trait: { name: text } }
      profile: { light: 1..5, likes: [trait], pets: yes/no = no, skip: "[plant]?" }
      fits: { $plant: { score: sum = 0, rank: by score } }
      unsafe: [plant]
      care: often | steady
      best: plant
    """,
    "plants/facts.yaml": """
    plants:
      pothos: { name: { en: pothos, zh: 绿萝 }, light: 2, traits: [hardy], poison: yes }
      cactus: { name: { en: cactus, zh: 仙人掌 }, light: 5, traits: [hardy, flowering] }
      palm: { name: { en: palm, zh: 棕榈 }, light: 2 }
    traits: { hardy: { name: hardy }, flowering: { name: flowering } }
    """,
    "plants/rules.yaml": """
    rules:
      - rule: enough-light
        when: { profile: { light: $have }, plants: { $plant: { light: $need } } }
        where: $have >= $need
        then: { fits: { $plant: { score: 3 } } }
        because: { en: The $plant needs light $need and has $have., zh: $plant要 $need 级光，有 $have 级。 }
      - rule: liked
        when: { profile: { likes: $trait }, plants: { $plant: { traits: $trait } } }
        then: { fits: { $plant: { score: 1 } } }
        because: { en: You like $trait., zh: 你喜欢$trait。 }
      - rule: poison
        when: { profile: { pets: yes }, plants: { $plant: { poison: yes } } }
        then: { unsafe: $plant }
        because: { en: The $plant is poisonous., zh: $plant有毒。 }
      - rule: best
        when: { fits: { $plant: { rank: 1, score: 2.. } } }
        unless: [{ profile: { skip: $plant } }, { unsafe: $plant }]
        then: { best: $plant }
      - rule: little-light
        when: { profile: { light: ..2 } }
        then: { care: steady }
    """,
  ]

  static func recommendation(_ profile: String) throws -> Recommendation {
    let pack = try Pack(files: plants)
    return try pack.recommendation(for: Profile(profile, named: "me.yaml", for: pack))
  }

  @Test("a rank tells what it sorts by, who is beside and by how much")
  func rank() throws {
    let why = try Self.recommendation("light: 3\nlikes: [hardy]").why("fits: { pothos: { rank: 1 } }")
    let explanation = try #require(why.explanations.first)
    #expect(why.explanations.count == 1 && explanation.origin == .rank)
    let ranking = try #require(explanation.ranking)
    #expect(ranking.before == nil)
    #expect(ranking.behind?.id == "palm" && ranking.behind?.distance == 1 && ranking.behind?.values == [3])
    #expect(ranking.terms.map(\.explanation.place.path) == ["fits.pothos.score"])
    #expect(ranking.terms[0].explanation.conclusions.map(\.rule) == ["enough-light", "liked"])
  }

  @Test("a sum tells its parts, largest first, with the lines that each rests on")
  func sum() throws {
    let advice = try Self.recommendation("likes: [flowering, hardy]\nlight: 5")
    let explanation = try #require(try advice.why("fits: { 仙人掌: { score: $_ } }").explanations.first)
    #expect(explanation.combines == .sum)
    #expect(explanation.conclusions.map(\.contribution) == [3, 1, 1])
    let first = explanation.conclusions[0]
    #expect(first.because?.text(in: "zh") == "仙人掌要 5 级光，有 5 级。")
    #expect(first.premises.map { $0.source?.description } == ["plants/facts.yaml:3:51", "me.yaml:2:8"])
    #expect(explanation.sentence(in: "en") == "The cactus needs light 5 and has 5.")
  }

  @Test("an `unless` tells what it looked for, and a default where it is declared")
  func absent() throws {
    let why = try Self.recommendation("light: 3").why("best: $plant")
    let conclusion = try #require(why.explanations.first?.conclusions.first)
    #expect(
      conclusion.absent.map { $0.patterns.map { $0.text(in: "en") } } == [
        ["profile / skip: palm"], ["unsafe: palm"],
      ])
    let zero = try #require(
      try Self.recommendation("light: 1").why("fits: { cactus: { score: 0 } }").explanations.first)
    #expect(zero.origin == .assumed && zero.source?.line == 6)
  }

  @Test("a fact that was explained is referred to by its number, and a depth cuts the tree")
  func shared() throws {
    let advice = try Self.recommendation("light: 3\nlikes: [hardy]")
    let premises = try #require(try advice.why("best: $plant").explanations.first?.conclusions.first).premises
    let score = try #require(premises.first { $0.place.path == "fits.pothos.score" })
    let other = try #require(
      premises.first { $0.place.path == "fits.pothos.rank" }?.ranking?.terms[0].explanation)
    #expect(Set([score.extent, other.extent]) == [.whole, .above])
    #expect(score.number == other.number)
    let cut = try #require(try advice.why("best: $plant", depth: 1).explanations.first?.conclusions.first)
    #expect(cut.premises.allSatisfy { $0.extent == .cut && $0.conclusions.isEmpty })
  }

  @Test("a goal that does not hold has no explanation")
  func doesNotHold() throws {
    let why = try Self.recommendation("light: 3").why("unsafe: cactus")
    #expect(!why.holds && why.explanations.isEmpty)
  }

  @Test("a goal that is wrong is told with its place")
  func wrong() throws {
    let error = #expect(throws: DiagnosticError.self) {
      _ = try Self.recommendation("light: 3").why("fits: { pothoss: { rank: 1 } }")
    }
    #expect(
      error?.description == """
        error[unknown-id]: `pothoss` is not a plant
          --> goal:1:9
          |
        1 | fits: { pothoss: { rank: 1 } }
          |         ^^^^^^^
          = help: did you mean `pothos`?
        """)
  }

  @Test(
    "every concluded fact of generated packs has a tree whose leaves are stated or assumed and whose steps are right"
  )
  func trees() throws {
    var facts = 0
    var kinds: Set<Explanation.Origin> = []
    for seed in 0..<60 as Range<UInt64> {
      let sample = SampleGenerator.program(seed: seed, profiles: 1)
      let text = ProfileText(sample.profiles[0], in: sample, seed: seed).yaml
      guard let pack = try? Pack(files: PackText(sample).files(arrangement: seed)),
        let profile = try? Profile(text, for: pack),
        let answer = try? Answer(of: pack, for: profile.facts)
      else { continue }
      for leaf in pack.compiled.shape.leaves.indices where pack.compiled.isConcluded[leaf] {
        for fact in answer.outcome.facts(of: LeafID(leaf)) {
          var tree = ExplanationTree(answer, depth: 64)
          var known: Set<Int> = []
          check(tree.explanation(of: fact), answer, &known, &kinds)
          facts += 1
        }
      }
    }
    #expect(facts > 200)
    #expect(kinds.isSuperset(of: [.profile, .pack, .rules]))
  }

  private func check(
    _ explanation: Explanation, _ answer: Answer, _ known: inout Set<Int>,
    _ kinds: inout Set<Explanation.Origin>
  ) {
    kinds.insert(explanation.origin)
    let fact = explanation.fact
    let isPart = explanation.combines == nil && explanation.origin != .rules
    #expect(isPart || answer.outcome.value(fact.leaf, fact.keys) == fact.value)
    switch explanation.origin {
    case .profile, .pack: #expect(explanation.source != nil && explanation.conclusions.isEmpty)
    case .assumed: #expect(explanation.conclusions.isEmpty)
    case .rank, .rules:
      guard explanation.extent == .whole, let number = explanation.number else {
        #expect(explanation.extent == .above && explanation.number.map(known.contains) == true)
        return
      }
      #expect(explanation.ranking != nil || !explanation.conclusions.isEmpty || !explanation.stated.isEmpty)
      if explanation.combines == .sum {
        let parts =
          explanation.conclusions.compactMap(\.contribution) + explanation.stated.compactMap(\.place.value)
        #expect(
          parts.reduce(ExactDecimal("0")) { sum, part in
            if case .number(let text) = part, let number = ExactDecimal(text) {
              sum?.adding(number)
            } else {
              sum
            }
          }?.rawValue == fact.value)
      }
      known.insert(number)
      for premise in explanation.conclusions.flatMap(\.premises) + explanation.stated
        + (explanation.ranking?.terms.map(\.explanation) ?? [])
      {
        check(premise, answer, &known, &kinds)
      }
    }
  }
}
