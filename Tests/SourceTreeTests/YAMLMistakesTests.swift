import SourceTree
import Testing

@Suite("A mistake in YAML")
struct YAMLMistakesTests {
  /// The marked part of the text is where the caret must run.
  @Test(
    "is told with its code at its place",
    arguments: [
      ("duplicate-key", "技能:\n  文案: 1\n  ⟦文案⟧: 2\n"),
      ("duplicate-key", "a: 1\n⟦\"a\"⟧: 2\n"),
      ("duplicate-key", "a: { b: 1, c: 2, ⟦b⟧: 3 }\n"),
      ("duplicate-key", "{a: 0, b: 0, c: 0, d: 0, e: 0, f: 0, g: 0, h: 0, i: 0, ⟦c⟧: 0}\n"),
      ("key-not-text", "? ⟦[a, b]⟧\n: 1\n"),
      ("key-not-text", "⟦{a: 1}⟧: 1\n"),
      ("missing-key", "⟦:⟧ 1\n"),
      ("tag", "a: ⟦!甲⟧ b\n"),
      ("tag", "a: ⟦!!str⟧ b\n"),
      ("tag", "a: ⟦!a!b⟧ c\n"),
      ("tag", "a: &x ⟦!y⟧\n  b: 1\n"),
      ("several-documents", "a: 1\n⟦---⟧\nb: 1\n"),
      ("several-documents", "---\na: 1\n...\n⟦---⟧\n"),
      ("empty-file", "⟦⟧"),
      ("empty-file", "⟦⟧\n  \n"),
      ("empty-file", "⟦⟧# nothing\n"),
      ("empty-file", "⟦⟧---\n"),
      ("tab", "a:\n⟦\t⟧b: 1\n"),
      ("tab", "a:\n  b:\n  ⟦\t⟧- c\n"),
      ("tab", "a: b\n⟦\t⟧c\n"),
      ("bad-indentation", "a: 1\n  ⟦b⟧: 2\n"),
      ("bad-indentation", "a:\n    b: 1\n  ⟦c⟧: 2\n"),
      ("bad-indentation", "  a: 1\n⟦b⟧: 2\n"),
      ("bad-indentation", "a:\n  - b\n ⟦c⟧: 1\n"),
      ("bad-indentation", "a: 1\n⟦-⟧ b\n"),
      ("unquoted-colon", "文: 甲⟦:⟧ 乙\n"),
      ("special-character", "a: ⟦@⟧b\n"),
      ("special-character", "a: ⟦`⟧b`\n"),
      ("special-character", "a: ⟦%⟧b\n"),
      ("special-character", "a: ⟦*⟧b*\n"),
      ("special-character", "a: ⟦&⟧ b\n"),
      ("special-character", "a: ⟦>⟧= 3\n"),
      ("special-character", "a: ⟦|⟧ x\n"),
      ("special-character", "⟦%⟧FOO\na: 1\n"),
      ("missing-colon", "a: 1\n⟦b⟧ # x\nc: 2\n"),
      ("missing-colon", "a: 1\n⟦文案：2⟧\n"),
      ("missing-colon", "⟦文案：2⟧\na: 1\n"),
      ("missing-colon", "a: 1\n⟦b:2⟧\nc: 3\n"),
      ("misplaced-item", "a: ⟦-⟧ b\n"),
      ("unclosed-quote", "a: ⟦\"⟧文\nb: 1\n"),
      ("unclosed-quote", "a: ⟦'⟧\n"),
      ("unclosed-bracket", "a: ⟦{⟧ b: 1\n"),
      ("unclosed-bracket", "甲: ⟦{⟧ b: 1\nc: 2\n"),
      ("unclosed-bracket", "a: ⟦[⟧"),
      ("unclosed-bracket", "a: [{}, ⟦{⟧"),
      ("unclosed-bracket", "甲: ⟦{⟧ b:\n"),
      ("unclosed-bracket", "a: ⟦[⟧ b, # c\n"),
      ("unclosed-bracket", "a: ⟦[⟧ b: "),
      ("unquoted-colon", "{a: b⟦:⟧}"),
      ("unclosed-bracket", "a: ⟦[⟧1, 2\nb: 3\n"),
      ("missing-comma", "a: { b: \"x\" ⟦c⟧: 2 }\n"),
      ("missing-comma", "a: [1⟦}⟧]\n"),
      ("bad-escape", "a: \"文⟦\\q⟧\"\n"),
      ("bad-escape", "a: \"⟦\\uZZZZ⟧\"\n"),
      ("unknown-alias", "a: ⟦*b⟧\n"),
      ("recursive-alias", "a: &x [1, ⟦*x⟧]\n"),
      ("syntax", "a: 'x' ⟦y⟧\n"),
      ("syntax", "a: ⟦]⟧\n"),
      ("control-character", "a: ⟦\u{1B}⟧[31m\n"),
      ("control-character", "文: ⟦\0⟧\n"),
      ("control-character", "文: ⟦\u{90}⟧\n"),
      ("control-character", "文: ⟦\u{FFFF}⟧\n"),
    ])
  func places(_ code: String, _ marked: String) throws {
    let expected = MarkedText(marked)
    let reading = Reading(expected.text)
    #expect(reading.codes == [code])
    let span = try #require(reading.findings.list.first?.span)
    #expect(Int(span.start) == expected.start)
    #expect(Int(span.end) == expected.end)
  }

  @Test(
    "in the bytes is told at the first of them",
    arguments: [
      ([0xC4, 0xE3, 0xBA, 0xC3], 0), ([0x80], 0), ([0xC0, 0xAF], 0), ([0xE0, 0x80, 0x80], 0),
      ([0xED, 0xA0, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0xF0, 0x80, 0x80, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xE4, 0xB8, 0xAD, 0xE4, 0xB8], 3), ([0xF0, 0x9F, 0x98], 0),
      ([0xF0, 0x9F, 0x98, 0x41], 0),
    ] as [([UInt8], Int)])
  func brokenUTF8(_ bytes: [UInt8], _ offset: Int) {
    let reading = Reading(bytes: Array("甲: 1\n乙: ".utf8) + bytes)
    #expect(reading.codes == ["not-utf-8"])
    #expect(reading.root == nil)
    #expect(reading.diagnostics.first?.place?.line == 2)
    #expect(reading.findings.list.first?.span.map { Int($0.start) } == 12 + offset)
  }

  @Test("is recognised in a file of another encoding")
  func otherEncoding() {
    let reading = Reading(bytes: [0xFF, 0xFE, 0x61, 0x00])
    #expect(reading.findings.list.map(\.message) == ["the file is UTF-16"])
    #expect(reading.findings.list.first?.help == "save the file as UTF-8")
  }

  @Test("of a key that is stated twice keeps the first value and shows where that is")
  func duplicateKey() {
    let reading = Reading("a: 1\nb: 2\na: 3\n")
    #expect(reading.tree == "{a: 1, b: 2}")
    #expect(reading.diagnostics.first?.notes.map(\.message) == ["first stated here"])
    #expect(reading.diagnostics.first?.notes.first?.place?.line == 1)
  }

  @Test("does not hide the others of the same file")
  func severalMistakes() {
    let reading = Reading("a: 1\na: !x 2\nb: *c\nd: { e: 1, e: 2 }\n? [f]\n: 1\ng: {h: 1 i: 2}\n")
    #expect(reading.root == nil)
    #expect(reading.codes.sorted() == ["duplicate-key", "missing-comma", "tag", "unknown-alias"])
    let whole = Reading("a: 1\na: !x 2\nb: *c\nd: { e: 1, e: 2 }\n? [f]\n: 1\n")
    #expect(whole.tree == "{a: 1, b: , d: {e: 1}}")
    #expect(whole.diagnostics.compactMap { $0.place?.line } == [2, 2, 3, 4, 5])
  }

  @Test("is told a hundred times at most")
  func manyMistakes() {
    let reading = Reading(String(repeating: "a: 1\n", count: 1000))
    #expect(reading.findings.list.count == 101)
    #expect(reading.codes.last == "too-many-mistakes")
    #expect(reading.root == nil)
  }

  @Test("of a wide colon is explained")
  func wideColon() {
    #expect(Reading("a: 1\n文：1\n").findings.list.first?.help == "write `:` and a space in place of `：`")
    #expect(Reading("a: 1\nb:1\n").findings.list.first?.help == "write a space behind `:`")
  }

  @Test("in an alias names the nearest anchor")
  func nearestAnchor() {
    #expect(
      Reading("a: &base 1\nb: *bsae\n").findings.list.first?.help == "did you mean `*base`?")
  }

  @Test("on broken texts never crashes the reader")
  func brokenTexts() {
    let text =
      "技能: &a\n  - {b: \"x\\n\", c: [1, 'd']}\n  - !t *a # z\n"
      + "? |\n  k\n: >-\n\tv\n...\n---\n%Y: {x: f($a, (b)}\n"
    let bytes = Array(text.utf8)
    for length in 0...bytes.count {
      _ = Reading(bytes: Array(bytes[..<length])).diagnostics.map(\.description)
      _ = Reading(bytes: Array(bytes[length...])).diagnostics.map(\.description)
      for byte in Array("{}[]\"':,-&*!\t\n\r \\|#%(".utf8) where length < bytes.count {
        var changed = bytes
        changed[length] = byte
        _ = Reading(bytes: changed).diagnostics.map(\.description)
      }
    }
  }
}
