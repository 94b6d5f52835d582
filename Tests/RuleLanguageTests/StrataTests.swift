import Inference
import SourceTree
import Testing

@testable import RuleLanguage

/// The order in which rules run.
@Suite struct StrataTests {
  private func compiled(_ rules: String) throws -> CompiledPack {
    let text = """
      pack: order
      version: 1.0.0
      kinds: { thing: things }
      shape:
        things: { $thing: { name: text? } }
        profile: { has: [thing] }
        a: [thing]
        b: [thing]
        c: [thing]
        count: { all: sum = 0 }
      things: { one: {}, two: {} }
      rules:
      \(rules)
      """
    let (files, sources) = try PackLoader.load(
      .top, in: .memory(["order/pack.yaml": text]), limits: SourceLimits())
    return try Compiler.compile(files, sources: sources, limits: SourceLimits())
  }

  private func facts(_ pack: CompiledPack, _ path: String, profile: String) throws -> [[Int]] {
    let facts = try FactsFromProfile.read(
      path: "profile", bytes: Array(profile.utf8), for: pack, limits: SourceLimits())
    let outcome = try pack.program.evaluate(facts.facts.facts)
    let leaf = try #require(pack.shape.leaves.firstIndex { $0.path == path })
    return outcome.facts(of: LeafID(leaf)).map(\.keys)
  }

  @Test("what a rule must not find is complete before the rule runs, whatever the order of the rules")
  func negation() throws {
    let pack = try compiled(
      """
        - { rule: a-rule, when: { things: $t }, unless: { b: $t }, then: { c: $t } }
        - { rule: b-rule, when: { a: $t }, then: { b: $t } }
        - { rule: c-rule, when: { profile: { has: $t } }, then: { a: $t } }
      """)
    #expect(try facts(pack, "c", profile: "has: [one]") == [[1]])
  }

  @Test("a rule that concludes into a later place too is run once, and a recursive one is run to its end")
  func recursion() throws {
    let pack = try compiled(
      """
        - { rule: grow, when: { a: $t }, then: { a: $t, b: $t } }
        - { rule: seed, when: { profile: { has: $t } }, then: { a: $t } }
        - { rule: count, when: { b: $t }, then: { count: { all: 1 } } }
        - { rule: many, when: { count: { all: 2 }, things: $t }, then: { c: $t } }
      """)
    #expect(try facts(pack, "c", profile: "has: [one, two]") == [[0], [1]])
    #expect(try facts(pack, "c", profile: "has: [one]") == [])
  }

  @Test("a cycle through a sum is refused, with its rules")
  func cycle() throws {
    do {
      _ = try compiled(
        """
          - { rule: count, when: { a: $t }, then: { count: { all: 1 } } }
          - { rule: enough, when: { count: { all: 1 }, things: $t }, then: { a: $t } }
        """)
      Issue.record("the cycle was not seen")
    } catch let error as DiagnosticError {
      #expect(error.diagnostics.map(\.code) == ["cycle"])
      #expect(error.description.contains("`count`"))
      #expect(error.description.contains("`enough`"))
    }
  }
}
