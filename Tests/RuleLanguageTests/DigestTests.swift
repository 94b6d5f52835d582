import SourceTree
import Testing

@testable import RuleLanguage

/// What a pack says, apart from how it is written.
@Suite struct DigestTests {
  private func statements(_ files: [String: String]) throws -> [[UInt8]] {
    let (files, sources) = try PackLoader.load(.top, in: .memory(files), limits: SourceLimits())
    return try Compiler.compile(files, sources: sources, limits: SourceLimits()).statements
  }

  private let shape =
    "kinds: { thing: things }\nshape: { things: { $thing: { size: number? } }, profile: { has: [thing] }, a: [thing] }\n"

  @Test("layout, comments and the order of keys, files and sets say nothing")
  func layout() throws {
    let one = try statements([
      "p/pack.yaml": "pack: p\nversion: 1.0.0\n" + shape,
      "p/a.yaml":
        "things:\n  x: { size: 1 }\n  y: {}\nrules:\n- rule: r\n  when: { profile: { has: [x, y] } }\n  then: { a: x }\n",
    ])
    let other = try statements([
      "p/pack.yaml": "version: '1.0.0' # a comment\npack: p\n" + shape,
      "p/deep/z.yaml":
        "things: { y: {} }\nrules:\n- then: { a: \"x\" }\n  when:\n    profile: { has: [y, x] }\n  rule: r\n",
      "p/b.yml": "things: { x: { size: 1 } }\n",
    ])
    #expect(one == other)
  }

  @Test("the order of changes says nothing, and what one costs does")
  func changes() throws {
    func statements(_ changes: String) throws -> [[UInt8]] {
      try self.statements([
        "p/pack.yaml": "pack: p\nversion: 1.0.0\n" + shape + "things: { x: {} }\nchanges: [\(changes)]\n"
      ])
    }
    func change(_ name: String, _ cost: Int) -> String {
      "{ change: \(name), then: { profile: { has: x } }, cost: \(cost) }"
    }
    let one = try statements("\(change("a", 1)), \(change("b", 2))")
    #expect(try statements("\(change("b", 2)), \(change("a", 1))") == one)
    #expect(try statements("\(change("b", 3)), \(change("a", 1))") != one)
  }

  @Test("a changed number, name or row is another pack")
  func meaning() throws {
    func files(_ size: String, _ rows: String) -> [String: String] {
      [
        "p/pack.yaml": "pack: p\nversion: 1.0.0\n" + shape
          + "things: { x: { size: \(size) }, y: {} }\nrules:\n"
          + "- { rule: r, when: { profile: { has: $h } }, then: { a: $t }, table: [\(rows)] }\n"
      ]
    }
    let rows = "{ h: x, t: y }, { h: y, t: x }"
    #expect(try statements(files("1", rows)) == statements(files("1", rows)))
    #expect(try statements(files("1", rows)) != statements(files("2", rows)))
    #expect(try statements(files("1", rows)) != statements(files("1", "{ h: y, t: x }, { h: x, t: y }")))
  }
}
