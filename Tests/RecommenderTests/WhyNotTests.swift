import Foundation
import TestSupport
import Testing

@testable import Recommender

/// Why something does not hold, from Swift.
@Suite("Why not") struct WhyNotTests {
  private func whyNot(_ goal: String, _ profile: String, depth: Int = 3) throws -> WhyNot {
    try ExplanationTests.recommendation(profile).whyNot(goal, depth: depth)
  }

  @Test("what the profile lacks is told with what it counts as")
  func profile() throws {
    let answer = try whyNot("unsafe: pothos", "light: 3")
    #expect(!answer.holds && answer.isComplete && answer.more == 0)
    let goal = try #require(answer.misses.first?.failing.first)
    #expect(goal.place?.text(in: "zh") == "unsafe：绿萝" && goal.found.isEmpty)
    let way = try #require(goal.absence?.ways.first)
    #expect(way.rule == "poison")
    #expect(way.holding.map { $0.place.text(in: "en") } == ["plants / pothos / poison: yes"])
    let failed = try #require(way.failing.first)
    #expect(way.failing.count == 1 && failed.kind == .pattern)
    #expect(failed.place?.text(in: "en") == "profile / pets: yes")
    #expect(failed.found.map(\.origin) == [.assumed])
  }

  @Test("ways that only the authors of the pack could open come behind those of equal length")
  func fixed() throws {
    let answer = try whyNot("unsafe: cactus", "light: 3\npets: yes")
    let ways = try #require(answer.misses.first?.failing.first?.absence).ways
    #expect(ways.map { $0.failing.map { $0.place?.path } } == [["plants.cactus.poison"]])
  }

  @Test("a comparison is told with the values at hand, a range by its place")
  func tests() throws {
    let light = try whyNot("care: steady", "light: 4")
    let range = try #require(light.misses.first?.failing.first?.absence?.ways.first?.failing.first)
    #expect(range.kind == .test && range.place?.text(in: "en") == "profile / light: ..2")
    #expect(range.found.first?.source?.description == "me.yaml:1:8")
    let sum = try whyNot("fits: { cactus: { score: 3 } }", "light: 4")
    let test = try #require(
      sum.misses.first?.failing.first?.absence?.ways.first { $0.rule == "enough-light" })
    #expect(test.failing.map { $0.test?.text(in: "en") } == ["$need <= $have"])
    #expect(test.failing.map { $0.computed?.text(in: "en") } == ["5 <= 4"])
  }

  @Test("a rank tells who stands before, by what, and which contributions make the difference")
  func rank() throws {
    let answer = try whyNot("fits: { palm: { rank: 1 } }", "light: 3\nlikes: [hardy]")
    let gap = try #require(answer.misses.first?.failing.first?.absence?.rank)
    #expect(gap.rank == 2 && gap.rival?.id == "pothos" && gap.between.map(\.id) == ["pothos"])
    #expect(gap.decidedBy == 0 && gap.terms.map(\.own) == [3] && gap.terms.map(\.other) == [4])
    #expect(gap.contributions.map { $0.subject.text(in: "en") } == ["hardy"])
    #expect(gap.contributions.map(\.difference) == [-1])
  }

  @Test("an `unless` tells what stands in the way, and a missing conclusion is followed up")
  func obstacle() throws {
    let answer = try whyNot("best: pothos", "light: 3\nlikes: [hardy]\nskip: [pothos]\npets: yes")
    let way = try #require(answer.misses.first?.failing.first?.absence?.ways.first)
    #expect(way.failing.map(\.kind) == [.unless, .unless])
    #expect(
      way.failing.map { $0.found.map { $0.sentence(in: "en") } } == [
        ["profile / skip: pothos"], ["The pothos is poisonous."],
      ])
    let deep = try whyNot("best: cactus", "light: 3")
    let inner = try #require(deep.misses.first?.failing.first?.absence?.ways.first?.failing)
    #expect(inner.contains { $0.absence?.rank != nil })
    let shallow = try whyNot("best: cactus", "light: 3", depth: 1)
    #expect(
      try #require(shallow.misses.first?.failing.first?.absence?.ways.first).failing.allSatisfy {
        $0.absence == nil
      })
  }

  @Test("of a goal of several patterns those that hold are told apart")
  func several() throws {
    let answer = try whyNot("[{ profile: { light: 3 } }, { unsafe: cactus }]", "light: 3")
    let miss = try #require(answer.misses.first)
    #expect(miss.holding.map { $0.place.text(in: "en") } == ["profile / light: 3"])
    #expect(miss.failing.map { $0.place?.text(in: "en") } == ["unsafe: cactus"])
  }

  @Test("a text that nobody states may be asked for")
  func texts() throws {
    let answer = try whyNot("plants: { palm: { name: fern } }", "light: 3")
    let failed = try #require(answer.misses.first?.failing.first)
    #expect(failed.place?.text(in: "en") == "plants / palm / name: fern")
    #expect(failed.found.map { $0.place.text(in: "zh") } == ["plants / 棕榈 / name：棕榈"])
  }

  @Test("a rank that nobody has is told without a rival")
  func noRival() throws {
    let gap = try #require(
      try whyNot("fits: { palm: { rank: 9 } }", "light: 3").misses.first?.failing.first?.absence?.rank)
    #expect(gap.rival == nil && gap.more == 0 && gap.contributions.isEmpty)
  }

  @Test("an empty list is no goal")
  func empty() {
    let error = #expect(throws: DiagnosticError.self) { _ = try whyNot("[]", "light: 3") }
    #expect(error?.diagnostics.map(\.code) == ["empty-pattern"])
  }

  @Test("a goal that holds says so")
  func holds() throws {
    let answer = try whyNot("profile: { light: 3 }", "light: 3")
    #expect(answer.holds && answer.misses.isEmpty)
  }

  @Test("both answers conform to the schema, from files and from an image alike")
  func schema() throws {
    let schema = try JSONSchema(Repository.text("docs/explanation.schema.json"))
    let pack = try Samples.pack
    let image = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).bin").path
    defer { try? FileManager.default.removeItem(atPath: image) }
    _ = try pack.write(image: image)
    let packs = [pack, try Pack(image: image)]
    for profile in ["me.yaml", "changer.yaml", "nearly-empty.yaml"] {
      for goal in [
        "fit: { content-operations: { rank: 1 } }", "targets: channel-operations",
        "gaps: { $skill: { missing: 1.. } }",
        "[{ stage: $stage }, { best-share: 200 }]",
      ] {
        var seen: [String] = []
        for pack in packs {
          let advice = try pack.recommendation(for: Profile(at: Samples.path(profile), for: pack))
          let values = [try advice.why(goal).value(in: "zh"), try advice.whyNot(goal).value(in: "en")]
          for value in values { #expect(try schema.mistakes(in: value.json()) == []) }
          // Files are called by their names, wherever the pack comes from.
          seen.append(values.map { $0.json() }.joined().replacing(/"path": "[^"]*\//, with: "\"path\": \""))
        }
        #expect(seen[0] == seen[1])
      }
    }
  }
}
