import Foundation
import TestSupport
import Testing

@testable import Recommender

/// Who gets another answer by another version of a pack, and by which edit.
@Suite("Difference of two versions") struct DifferenceTests {
  @Test("an edit of one rule of the sample pack is the cause for all who get another answer")
  func oneRule() throws {
    let files = try Self.sampleFiles()
    let path = "career-method/rules/what-can-i-do.yaml"
    let text = try #require(files[path])
    let edited = text.replacing("round(100 * $earned / $wanted)", with: "floor(95 * $earned / $wanted)")
    #expect(edited != text)
    let difference = try PackDifference(
      from: try Samples.pack,
      to: try Pack(files: files.merging([path: edited]) { $1 }, id: "ecommerce-operations"))
    #expect(difference.edits.map(\.name) == ["fit-in-percent"])
    #expect(difference.edits.map(\.subject) == [.rule])
    #expect(difference.edits.first?.after?.place.path == path)
    var finder = DifferenceFinder(difference)
    var summary = DifferenceSummary(difference, details: 3)
    for profile in Samples.profiles {
      let bytes = Array(try Repository.text("Profiles/\(profile)").utf8)
      let outcome = finder.outcome(for: bytes, named: profile)
      if case .differs(let person) = outcome {
        #expect(person.causes == [0], "\(profile)")
        #expect(person.isMinimal)
      }
      summary.add(outcome, of: profile)
    }
    #expect(summary.different > 8)
    #expect(summary.counts == [summary.different])
    let schema = try JSONSchema(Repository.text("docs/diff.schema.json"))
    for locale in ["zh", "en"] {
      #expect(try schema.mistakes(in: summary.value(in: locale).json()) == [])
    }
  }

  @Test("two edits that change something only together are both the cause, and others are not")
  func together() throws {
    let edited = Self.pack(
      bonus: "2", rule: "when: { profile: { likes: $t }, things: { $t: { good: yes } } }",
      more: "- { from: 5.., word: high }")
    let outcome = try Self.outcome(from: Self.pack(), to: edited, #"{"likes": ["a"]}"#)
    guard case .differs(let person) = outcome.1 else {
      Issue.record("the answer should differ")
      return
    }
    // Liking counts only with the rule that is edited and with the points that are.
    #expect(person.causes.map { outcome.0.edits[$0].name } == ["likes", "things.a.points"])
    #expect(person.isMinimal)
  }

  @Test(
    "each kind of edit is named and found to be the cause",
    arguments: [
      (["points: 5": "points: 7"], PackEdit.Subject.fact, "things.b.points"),
      (["{ from: ..<3, word: low }": "{ from: ..<3, word: none }"], .row, "words[1]"),
      (["text: $t $p": "text: $t has $p"], .section, "best"),
      (["order: -$p": "order: $p"], .section, "best"),
      (["score: sum": "score: max"], .shape, "shape.best.$thing.score"),
      (["\n  - rule: everybody": "\n  - rule: some"], .rule, "everybody"),
    ] as [([String: String], PackEdit.Subject, String)])
  func kinds(replacing: [String: String], subject: PackEdit.Subject, name: String) throws {
    let old = Self.pack()
    var text = try #require(old["p/pack.yaml"])
    for (from, to) in replacing {
      #expect(text.contains(from))
      text = text.replacing(from, with: to)
    }
    let (difference, outcome) = try Self.outcome(
      from: old, to: ["p/pack.yaml": text], #"{"likes": ["b"], "bonus": 1}"#)
    #expect(
      difference.edits.contains { $0.subject == subject && $0.name == name },
      "\(difference.edits.map(\.name))")
    if subject == .rule {
      // A rule with another name says the same.
      guard case .same = outcome else { Issue.record("a name changes nothing"); return }
      return
    }
    guard case .differs(let person) = outcome else { Issue.record("the answer should differ"); return }
    #expect(person.causes.map { difference.edits[$0].name } == [name])
  }

  @Test("a version that refuses a profile, or cannot compute it, gives that for an answer")
  func refusals() throws {
    let old = Self.pack()
    let text = try #require(old["p/pack.yaml"])
    let renamed = [
      "p/pack.yaml": text.replacing(
        "  a: { name: a, points: 1, good: yes }", with: "  d: { name: d, points: 1, good: yes }")
    ]
    let (difference, outcome) = try Self.outcome(from: old, to: renamed, #"{"likes": ["a"]}"#)
    guard case .differs(let person) = outcome else { Issue.record("the profile should be refused"); return }
    #expect(throws: DiagnosticError.self) { _ = try person.after.get() }
    #expect(person.comparison == nil)
    #expect(person.causes.map { difference.edits[$0].name }.contains("things.a"))
    guard case .bad(let error) = try Self.outcome(from: old, to: renamed, #"{"liks": []}"#).1 else {
      Issue.record("neither version can read it")
      return
    }
    #expect(error.diagnostics.map(\.code) == ["unknown-field"])
  }

  @Test("the layout of files, the order of rules and of keys are no edits", arguments: 0..<4)
  func layout(batch: UInt64) throws {
    for seed in (batch * 10 + 300)..<(batch * 10 + 310) {
      let program = SampleGenerator.program(seed: seed)
      let text = PackText(program)
      let packs = try (0..<2).map { try Pack(files: text.files(arrangement: seed &+ $0)) }
      #expect(packs[0].digest == packs[1].digest)
      #expect(try PackDifference(from: packs[0], to: packs[1]).edits.map(\.name) == [], "seed \(seed)")
    }
  }

  @Test("the older version with all edits is the newer one, and with none the older", arguments: 0..<4)
  func variants(batch: UInt64) throws {
    for seed in (batch * 10 + 400)..<(batch * 10 + 410) {
      let packs = try (0..<2).map {
        try Pack(files: PackText(SampleGenerator.program(seed: seed &+ $0 * 1_000)).files(arrangement: seed))
      }
      guard packs[0].id == packs[1].id else { continue }
      let difference = try PackDifference(from: packs[0], to: packs[1])
      let text = try #require(difference.text)
      let variants = PackVariants(from: packs[0], text, with: difference.edits, limit: 10)
      for (chosen, pack) in [([], packs[0]), (Array(difference.edits.indices), packs[1])] {
        let made = try Pack(files: variants.files(chosen), id: pack.id)
        #expect(try PackDifference(from: made, to: pack).edits.map(\.name) == [], "seed \(seed)")
      }
    }
  }

  @Test("delta debugging finds a set that suffices and of which nothing can be left out", arguments: 0..<40)
  func minimum(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let count = Int(random.next() % 20) + 1
    let needed = Set((0..<count).filter { _ in random.chance(25) })
    let either = Set((0..<count).filter { _ in random.chance(20) })
    // Any one of some, and all of others.
    let suffices = { (chosen: [Int]) in
      needed.isSubset(of: chosen) && (either.isEmpty || !either.isDisjoint(with: chosen))
    }
    var tries = 0
    let found = DeltaDebugging.minimum(of: Array(0..<count)) { chosen in
      tries += 1
      return suffices(chosen)
    }
    #expect(found.isMinimal)
    #expect(suffices(found.changes) || count == 0)
    if found.changes.count > 1 {
      for change in found.changes { #expect(!suffices(found.changes.filter { $0 != change })) }
    }
    #expect(tries <= count * count + 3 * count)
    let stopped = DeltaDebugging.minimum(of: [1, 2, 3]) { _ in nil }
    #expect(stopped.changes == [1, 2, 3] && !stopped.isMinimal)
  }

  @Test("a search that may compile no more packs says so")
  func capped() throws {
    let old = Self.pack()
    let new = Self.pack(
      bonus: "2", rule: "when: { profile: { likes: $t }, things: { $t: { good: yes } } }", more: "")
    let difference = try PackDifference(from: Pack(files: old), to: Pack(files: new))
    var finder = DifferenceFinder(difference, maxPacks: 1)
    guard case .differs(let person) = finder.outcome(for: Array(#"{"likes": ["a"]}"#.utf8)) else {
      Issue.record("the answer should differ")
      return
    }
    #expect(!person.isMinimal)
  }

  @Test("two packs of different names are no versions of each other")
  func otherPack() throws {
    let text = try #require(Self.pack()["p/pack.yaml"])
    let other = try Pack(files: ["q/pack.yaml": text.replacing("pack: p", with: "pack: q")])
    let error = #expect(throws: DiagnosticError.self) {
      _ = try PackDifference(from: Pack(files: Self.pack()), to: other)
    }
    #expect(error?.diagnostics.map(\.code) == ["other-pack"])
  }

  // MARK: Support

  private static func pack(
    bonus: String = "1", rule: String = "when: { profile: { likes: $t }, things: { $t: { good: no } } }",
    more: String = ""
  ) -> [String: String] {
    [
      "p/pack.yaml": """
      pack: p
      version: 1.0.0
      locales: [en]
      kinds: { thing: things }
      shape:
        things:
          $thing: { name: text, points: number, good: yes/no }
        profile: { likes: "[thing]?", bonus: number? }
        best:
          $thing: { score: sum }
        word: low | high | none
      things:
        a: { name: a, points: \(bonus == "1" ? "1" : "7"), good: yes }
        b: { name: b, points: 5, good: no }
        c: { name: c, points: 3, good: no }
      rules:
        - rule: likes
          \(rule)
          then: { best: { $t: { score: 10 } } }
        - rule: everybody
          when: { things: { $t: { points: $p, good: no } } }
          then: { best: { $t: { score: $p } } }
        - rule: counted
          when:
            best: $t
            things: { $t: { points: $p } }
            profile: { likes: $t }
          then: { best: { $t: { score: $p } } }
        - rule: words
          when: { profile: { bonus: $from } }
          then: { word: $word }
          table:
            - { from: ..<3, word: low }
            - { from: 3..<5, word: high }
            \(more)
      report:
        - section: best
          each: { best: { $t: { score: $p } } }
          order: -$p
          text: $t $p
        - section: word
          each: { word: $w }
          text: $w
      """
    ]
  }

  private static func outcome(
    from old: [String: String], to new: [String: String], _ profile: String
  ) throws -> (PackDifference, ProfileOutcome) {
    let difference = try PackDifference(from: Pack(files: old), to: Pack(files: new))
    var finder = DifferenceFinder(difference)
    return (difference, finder.outcome(for: Array(profile.utf8)))
  }

  private static func sampleFiles() throws -> [String: String] {
    let root = Repository.root.appending(path: "Rules")
    var files: [String: String] = [:]
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    for path in paths where path.hasSuffix(".yaml") {
      files[path] = try Repository.text("Rules/\(path)")
    }
    return files
  }
}
