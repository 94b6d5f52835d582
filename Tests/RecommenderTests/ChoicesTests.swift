import Inference
import RuleLanguage
import SourceTree
import TestSupport
import Testing

@testable import Recommender

/// What may change in a profile, against the engine on the changed profile.
@Suite("Choices") struct ChoicesTests {
  private static func answer(_ profile: String, for pack: Pack) throws(DiagnosticError) -> Answer {
    try Answer(of: pack, for: Profile(at: Samples.path(profile), for: pack).facts)
  }

  /// Every so many places are looked at closely: an unoptimised evaluation takes its time.
  private static let stride = 11

  @Test(
    "an option is what the engine finds stated when it is taken", arguments: ["me.yaml", "graduate.yaml"])
  func taken(profile: String) throws {
    let pack = try Samples.pack
    let answer = try Self.answer(profile, for: pack)
    let choices = try Choices.of(answer)
    #expect(choices.items.count > 50)
    for number in Swift.stride(from: 0, to: choices.items.count, by: Self.stride) {
      let item = choices.items[number]
      let before = Set(answer.profile.facts.facts)
      for (option, taken) in item.choice.options.enumerated() {
        let changed = choices.profile(answer.profile, taking: [(number, option)])
        #expect(Set(changed.facts.facts) == before.subtracting(item.choice.stated).union(taken.facts))
        #expect(taken.cost == item.steps[option].reduce(0) { $0 + $1.cost } && taken.cost > 0)
        #expect(item.steps[option].last?.to == taken.facts.first?.value)
      }
      let last = try #require(item.choice.options.indices.last)
      let after = try Answer(of: pack, for: choices.profile(answer.profile, taking: [(number, last)]))
      for fact in item.choice.options[last].facts {
        #expect(after.outcome.value(fact.leaf, fact.keys) == fact.value)
      }
    }
  }

  /// In the sample pack, what a change reads besides its place does not follow from that place: so the steps from a value
  /// on the way must be those of a profile that states this value.
  @Test(
    "a step on the way is one that a profile with the value before it has",
    arguments: ["me.yaml", "changer.yaml"])
  func walked(profile: String) throws {
    let pack = try Samples.pack
    let answer = try Self.answer(profile, for: pack)
    let choices = try Choices.of(answer)
    var looked = 0
    for number in Swift.stride(from: 3, to: choices.items.count, by: Self.stride * 3) {
      let item = choices.items[number]
      for (option, taken) in item.choice.options.enumerated() {
        // The same place, further on.
        let changed = choices.profile(answer.profile, taking: [(number, option)])
        let there = try Choices.of(
          Answer(of: pack, for: changed), at: PlaceFilter(places: [item.place]))
        let onwards = there.items.first?.steps.compactMap(\.first).filter {
          $0.from == taken.facts.first?.value
        }
        for steps in item.steps {
          guard let next = steps.firstIndex(where: { $0.from == taken.facts.first?.value }) else { continue }
          let same = onwards?.first { $0.to == steps[next].to }
          #expect(same?.ways == steps[next].ways)
          looked += 1
        }
      }
    }
    #expect(looked > 10)
  }

  @Test(
    "whoever asks about some places gets what all places have there", arguments: ["me.yaml", "changer.yaml"])
  func filtered(profile: String) throws {
    let pack = try Samples.pack
    let answer = try Self.answer(profile, for: pack)
    let all = try Choices.of(answer)
    for count in [0, 1, 5, 60] {
      let some = all.items.indices.filter { $0 % (all.items.count / max(1, count)) == 0 }.prefix(count)
      let places = some.map { all.items[$0].place }
      let found = try Choices.of(answer, at: PlaceFilter(places: places))
      #expect(found.items.map(\.place) == places)
      #expect(found.choices == some.map { all.items[$0].choice })
      #expect(
        found.items.map { $0.steps.map { $0.map(\.ways) } }
          == some.map { all.items[$0].steps.map { $0.map(\.ways) } })
    }
    let leaf = try #require(all.items.last?.place.leaf)
    let whole = try Choices.of(answer, at: PlaceFilter(leaves: [leaf]))
    #expect(whole.choices == all.items.filter { $0.place.leaf == leaf }.map(\.choice))
  }

  @Test("in generated packs, asking place by place finds what asking for all finds", arguments: 0..<8)
  func generated(batch: UInt64) throws {
    var steps = 0
    for seed in (batch * 20 + 30_000)..<(batch * 20 + 30_020) {
      let program = SampleGenerator.program(seed: seed)
      let pack = try Pack(files: PackText(program, hasReport: true).files(arrangement: seed))
      for (index, facts) in program.profiles.enumerated() {
        do throws(DiagnosticError) {
          let profile = try Profile(ProfileText(facts, in: program, seed: seed).yaml, for: pack)
          let answer = try Answer(of: pack, for: profile.facts)
          let all = try Choices.of(answer)
          for item in all.items {
            let alone = try Choices.of(answer, at: PlaceFilter(places: [item.place]))
            #expect(alone.choices == [item.choice], "seed \(seed), profile \(index)")
            steps += item.steps.joined().count
            #expect(item.choice.options.map(\.cost) == item.choice.options.map(\.cost).sorted())
            #expect(Set(item.choice.options.map(\.facts)).count == item.choice.options.count)
          }
        } catch {
          let mistakes = Set(error.diagnostics.map(\.code))
          #expect(!mistakes.contains("too-many-values"), "\(error)")
        }
      }
    }
    #expect(steps > 0)
  }

  @Test("nobody's years change, and tastes only where the person allows it")
  func career() throws {
    let pack = try Samples.pack
    func paths(_ profile: String) throws -> Set<String> {
      let answer = try Answer(of: pack, for: Profile(profile, for: pack).facts)
      let printer = answer.printer("en")
      return Set(try Choices.of(answer).items.map { printer.parts($0.place.leaf, $0.place.keys)[1] })
    }
    #expect(try paths("{ years: 2, likes: words, dislikes: negotiating }") == ["skills"])
    #expect(
      try paths("{ likes: words, dislikes: negotiating, flexible: yes }") == ["skills", "likes", "dislikes"])
  }
}
