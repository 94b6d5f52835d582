import Inference
import RuleLanguage
import TestSupport
import Testing

@testable import Recommender

/// How two recommendations differ.
@Suite("Comparison") struct ComparisonTests {
  @Test("a recommendation does not differ from itself", arguments: Samples.profiles)
  func same(profile: String) throws {
    let pack = try Samples.pack
    let profile = try Profile(at: Samples.path(profile), for: pack)
    let comparison = try pack.comparison(of: profile, with: profile)
    #expect(comparison.isEmpty)
    #expect(comparison.profile.isEmpty)
    #expect(comparison.facts.isEmpty)
    #expect(comparison.rules.isEmpty)
  }

  @Test("what a change does conforms to the schema, in both languages", arguments: Samples.profiles)
  func conforms(profile: String) throws {
    let schema = try JSONSchema(Repository.text("docs/comparison.schema.json"))
    let comparison = try Self.comparison(profile)
    #expect(!comparison.isEmpty)
    for locale in ["zh", "en"] {
      #expect(try schema.mistakes(in: comparison.value(in: locale).json()) == [])
    }
    #expect(try !schema.mistakes(in: #"{"format": "comparison/2"}"#).isEmpty)
  }

  @Test("lines that came and went are those that only one of the reports has", arguments: Samples.profiles)
  func lines(profile: String) throws {
    let comparison = try Self.comparison(profile)
    let (old, new) = (comparison.before.report, comparison.after.report)
    for section in comparison.sections.flatMap(Self.all) {
      for line in section.lines {
        let text = (line.after ?? line.before)?.text(in: "en") ?? ""
        switch line.kind {
        case .came:
          #expect(
            line.before == nil && Self.lines(of: section.id, in: new).contains { $0.text(in: "en") == text })
        case .went:
          #expect(
            line.after == nil && Self.lines(of: section.id, in: old).contains { $0.text(in: "en") == text })
        case .moved: #expect(line.placeBefore != line.placeAfter)
        case .changed:
          #expect(
            line.before?.text(in: "en") != text || line.before?.percent != line.after?.percent
              || line.before?.note != line.after?.note)
        case .within: #expect(!line.sections.isEmpty)
        }
      }
    }
  }

  @Test("what is compared the other way round is told the other way round", arguments: 0..<6)
  func mirrored(batch: UInt64) throws {
    var differences = 0
    for (seed, pack, profiles) in try Self.generated(batch) {
      guard let there = try? pack.comparison(of: profiles[0], with: profiles[1]) else { continue }
      let back = try pack.comparison(of: profiles[1], with: profiles[0])
      #expect(
        there.facts.map { [$0.before, $0.after] } == back.facts.map { [$0.after, $0.before] }, "\(seed)")
      #expect(there.rules.map(\.rule) == back.rules.map(\.rule), "\(seed)")
      #expect(
        there.rules.map { $0.changes.map { [$0.before?.values, $0.after?.values] } }
          == back.rules.map { $0.changes.map { [$0.after?.values, $0.before?.values] } }, "\(seed)")
      #expect(there.isEmpty == back.isEmpty)
      #expect(
        there.facts.isEmpty == (canonicalJSON(there.before.facts) == canonicalJSON(there.after.facts)),
        "\(seed)")
      differences += there.facts.count
    }
    #expect(differences > 5)
  }

  @Test("rules that read nothing which differs are not asked, and none is missed", arguments: 0..<6)
  func rules(batch: UInt64) throws {
    var told = 0
    for (seed, pack, profiles) in try Self.generated(batch) {
      guard let comparison = try? pack.comparison(of: profiles[0], with: profiles[1]) else { continue }
      let expected = pack.compiled.rules.filter { rule in
        Self.applications(of: rule.name, comparison.before.answer)
          != Self.applications(of: rule.name, comparison.after.answer)
      }.map(\.name)
      #expect(Set(comparison.rules.map(\.rule)) == Set(expected), "seed \(seed)")
      for rule in comparison.rules {
        let old = Self.applications(of: rule.rule, comparison.before.answer)
        let new = Self.applications(of: rule.rule, comparison.after.answer)
        #expect(Set(rule.changes.compactMap { $0.before?.values }) == old.subtracting(new), "seed \(seed)")
        #expect(Set(rule.changes.compactMap { $0.after?.values }) == new.subtracting(old), "seed \(seed)")
        told += 1
      }
    }
    #expect(told > 5)
  }

  @Test("of lines that change places those are told that moved past others")
  func moves() throws {
    let pack = try Pack(files: Self.ranking)
    let profile = try Profile(["points": ["a": 3, "b": 2, "c": 1]], for: pack)
    let comparison = try pack.comparison(
      of: profile, with: profile.changed(by: [.set("points.c=9")], for: pack))
    let lines = comparison.sections.flatMap(\.lines)
    #expect(lines.map(\.kind) == [.changed])
    #expect(lines.map { [$0.placeBefore, $0.placeAfter] } == [[3, 1]])
    #expect(lines.first?.values.map(\.path) == ["p"])
    let moved = try pack.comparison(
      of: profile, with: profile.changed(by: [.set("points", to: ["a": 1, "b": 2, "c": 3])], for: pack))
    #expect(moved.sections.flatMap(\.lines).map { $0.after?.text(in: "en") } == ["c 3", "a 1"])
  }

  // MARK: Support

  private static let ranking = [
    "p/pack.yaml": """
    pack: p
    version: 1.0.0
    locales: [en]
    kinds: { thing: things }
    shape:
      things: { $thing: { name: text } }
      profile: { points: { $thing: number } }
      best: { $thing: { score: sum, rank: "by score" } }
    things: { a: { name: a }, b: { name: b }, c: { name: c } }
    rules:
      - rule: score
        when: { profile: { points: { $t: $p } } }
        then: { best: { $t: { score: $p } } }
    report:
      - section: best
        each: { best: { $t: { score: $p } } }
        order: -$p
        text: $t $p
    """
  ]

  private static func comparison(_ profile: String) throws -> Comparison {
    let pack = try Samples.pack
    let profile = try Profile(at: Samples.path(profile), for: pack)
    let changes: [ProfileChange] = [
      .set("years=6"), .set("skills.data-analysis=4"), .add("likes=words"), .unset("does"),
    ]
    return try pack.comparison(of: profile, with: profile.changed(by: changes, for: pack))
  }

  /// The lines of a section, wherever it stands.
  private static func lines(of id: String, in sections: [Section]) -> [Line] {
    sections.flatMap { section in
      section.id == id ? section.lines : section.lines.flatMap { lines(of: id, in: $0.sections) }
    }
  }

  private static func all(_ section: SectionChange) -> [SectionChange] {
    [section] + section.lines.flatMap { $0.sections.flatMap(all) }
  }

  private static func generated(_ batch: UInt64) throws -> [(UInt64, Pack, [Profile])] {
    try ((batch * 12 + 7_000)..<(batch * 12 + 7_012)).compactMap { seed in
      let program = SampleGenerator.program(seed: seed, profiles: 2)
      let pack = try Pack(files: PackText(program, hasReport: true).files(arrangement: seed))
      let profiles = program.profiles.compactMap {
        try? Profile(ProfileText($0, in: program, seed: seed).yaml, for: pack)
      }
      return profiles.count == 2 ? (seed, pack, profiles) : nil
    }
  }

  /// What the named variables of a rule stand for wherever it applies, asked of all rules alike.
  private static func applications(of name: String, _ answer: Answer) -> Set<[String: Recommender.Value]> {
    guard let rule = answer.pack.rules.first(where: { $0.name == name }) else { return [] }
    let solutions = answer.outcome.solutions(
      of: rule.clause.when, unless: rule.clause.unless, variables: rule.clause.variables)
    return Set(
      solutions.map { bindings in
        var values: [String: Recommender.Value] = [:]
        for (variable, value) in zip(rule.variables, bindings) where value != .unbound {
          if let name = variable.name { values[name] = answer.printer("en").data(value, variable.type) }
        }
        return values
      })
  }
}
