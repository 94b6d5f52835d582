import Foundation
import RuleLanguage
import TestSupport
import Testing

@testable import Recommender

/// Names and the places where they stand.
@Suite("Mentions") struct MentionTests {
  private static let pack = """
    pack: case
    version: 1.0.0
    locales: [en, zh]
    kinds: { plant: plants }
    shape:
      plants: { $plant: { name: text, likes: "[plant]?", water: number } }
      profile: { has: [plant], days: number }
      fits: { $plant: { score: sum } }
      best: plant
    plants:
      cactus: { name: { en: Cactus, zh: 仙人掌 }, water: 30 }
      palm: { name: Palm, likes: [仙人掌], water: 6 }
    rules:
      - rule: it-has
        when:
          profile: { has: $p, days: $n }
          plants: { $p: { water: $w } }
        where: $w >= $n
        then: { fits: { $p: { score: $w - $n } } }
        because: { zh: $p要水, en: The $p. }
      - rule: row
        when: { profile: { has: $p, days: $days } }
        then: { best: $to }
        table:
          - { days: ..3, p: palm, to: cactus }
          - { days: 4.., p: palm, to: Cactus }
    report:
      - section: all
        each: { fits: { $p: { score: $s } } }
        text: { en: "$p: $s", zh: $p得$s分 }
    """

  private static func index() throws -> PackIndex {
    PackIndex(try Pack(files: ["case/pack.yaml": pack]))
  }

  /// `line:column` of each mention, a definition with `!`.
  private static func places(_ symbol: Occurrence.Symbol) throws -> [String] {
    try index().mentions.filter { $0.symbol == symbol }
      .map { "\($0.place.line):\($0.place.column)+\($0.length)\($0.isDefinition ? "!" : "")" }
  }

  @Test func `an id is found by each of its names, and defined in its own section`() throws {
    #expect(
      try Self.places(.id("cactus", kind: "plant")) == ["11:3+6!", "12:31+3", "25:35+6", "26:35+6"])
  }

  @Test func `a place is found where it is declared, stated, read and concluded`() throws {
    #expect(try Self.places(.place("fits.$plant.score")) == ["8:21+5!", "19:27+5", "29:27+5"])
  }

  @Test func `a variable is found within its rule, also before Chinese`() throws {
    #expect(
      try Self.places(.variable("p", scope: "it-has")) == [
        "16:23+2", "17:17+2", "19:21+2", "20:20+2", "20:34+2",
      ])
    #expect(try Self.places(.variable("s", scope: "all")) == ["29:34+2", "30:22+2", "30:34+2"])
    #expect(try Self.places(.rule("it-has")) == ["14:11+6!"])
  }

  @Test func `each name of the packs in Rules is defined once`() throws {
    let index = PackIndex(try Pack(at: Repository.root.appending(path: "Rules/ecommerce-operations").path))
    var defined: Set<Occurrence.Symbol> = []
    let mentions = index.mentions
    for mention in mentions where mention.isDefinition {
      if case .id = mention.symbol {} else { #expect(!defined.contains(mention.symbol), "\(mention.symbol)") }
      defined.insert(mention.symbol)
    }
    for mention in mentions {
      #expect(mention.length > 0)
      if case .variable = mention.symbol { continue }
      #expect(defined.contains(mention.symbol), "\(mention)")
    }
    #expect(
      index.kinds.allSatisfy { kind in kind.ids.allSatisfy { defined.contains(.id($0, kind: kind.name)) } })
    #expect(index.rules.allSatisfy { defined.contains(.rule($0.name)) })
    #expect(mentions.count > 10_000)
  }
}
