import SourceTree
import Testing

@Suite("The YAML reader")
struct YAMLReaderTests {
  @Test("reads mappings, lists and scalars without guessing types")
  func tree() {
    let reading = Reading("a: no\nb: [1.0, 012, ~, on]\nc:\n  - x\n  - y: 'z'\nd: \"\"\n")
    #expect(reading.tree == "{a: no, b: [1.0, 012, ~, on], c: [x, {y: \"z\"}], d: \"\"}")
    #expect(reading.findings.isEmpty)
  }

  @Test("reads what the rule language writes without quotes")
  func languageScalars() {
    let reading = Reading(
      "$skill: 1..5\nb: a | b | c\nc: +5\nd: text?\ne: number = 0\nf: by a, -b\ng: yes/no\n")
    #expect(
      reading.tree
        == "{$skill: 1..5, b: a | b | c, c: +5, d: text?, e: number = 0, f: by a, -b, g: yes/no}")
    #expect(Reading("{ $kind: { l: 1..<4, w: $a-$b } }").tree == "{$kind: {l: 1..<4, w: $a-$b}}")
  }

  @Test("joins the lines of block scalars as YAML says")
  func blockScalars() {
    let reading = Reading("a: |\n  one\n  two\n\n# c\nb: >-\n  x\n  y\n\nc: 1\n")
    #expect(reading.tree == "{a: \"one\ntwo\n\", b: \"x y\", c: 1}")
    #expect(reading.spans[2] == "|\n  one\n  two")
    #expect(reading.spans[4] == ">-\n  x\n  y")
  }

  @Test("tells an empty value from an empty text")
  func emptyValues() throws {
    let entries = try #require(Reading("a:\nb: \"\"\nc: {}\nd: []\n").root?.mapping)
    #expect(entries.map(\.value.isEmpty) == [true, false, false, false])
    #expect(entries[2].value.mapping?.isEmpty == true)
    #expect(entries[3].value.sequence?.isEmpty == true)
  }

  @Test("gives each node the text it covers, under Chinese text and emoji")
  func spans() {
    let reading = Reading("技能: # 注\n  文案: \"很😀好\"\n  运营:\n    - 数据 分析\n    -\n\n# 完\n名: {甲: [乙, 丙] }  \n")
    #expect(
      reading.spans == [
        "技能: # 注\n  文案: \"很😀好\"\n  运营:\n    - 数据 分析\n    -\n\n# 完\n名: {甲: [乙, 丙] }",
        "技能", "文案: \"很😀好\"\n  运营:\n    - 数据 分析\n    -",
        "文案", "\"很😀好\"", "运营", "- 数据 分析\n    -", "数据 分析", "", "名", "{甲: [乙, 丙] }", "甲", "[乙, 丙]", "乙", "丙",
      ])
  }

  @Test("gives each of many texts the place it covers, whatever characters stand before it")
  func mixedSpans() {
    // Characters of one to four bytes, in ever another order.
    let characters = ["a", "é", "文", "😀"]
    var texts: [String] = []
    for number in 0..<500 {
      let kinds = number % 3 + 2
      let text: [String] = (0...number % 13).map { characters[(number * 7 + $0 * $0) % kinds] }
      texts.append(text.joined() + ".")
    }
    let reading = Reading(texts.map { "- \($0)\n" }.joined())
    #expect(Array(reading.spans.dropFirst()) == texts)
    #expect(Array(Reading("[\(texts.joined(separator: ", "))]").spans.dropFirst()) == texts)
  }

  @Test("counts columns in characters, with every way to end a line")
  func places() throws {
    for lineEnd in ["\n", "\r\n", "\r"] {
      let reading = Reading(["技能:", "  文案: 很好", "  e\u{301}😀: x", ""].joined(separator: lineEnd))
      let entries = try #require(reading.root?.mapping?.first?.value.mapping)
      #expect(reading.map.place(of: entries[0].value.span).description == "me.yaml:2:7")
      #expect(reading.map.place(of: entries[1].value.span).description == "me.yaml:3:7")
    }
  }

  @Test("ignores a byte order mark")
  func byteOrderMark() throws {
    let reading = Reading("\u{FEFF}a: 1\nb: 2\n")
    #expect(reading.tree == "{a: 1, b: 2}")
    #expect(reading.spans == ["a: 1\nb: 2", "a", "1", "b", "2"])
    let root = try #require(reading.root)
    #expect(reading.map.place(of: root.span).description == "me.yaml:1:1")
  }

  @Test("reads Windows line ends like others")
  func windowsLineEnds() {
    let text = "a: 1\nb:\n  - x\n  - |\n    l1\n    l2\nc: {d: 1,\n  e: 2}\n"
    let windows = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(Reading(windows).tree == Reading(text).tree)
    #expect(Reading(windows).findings.isEmpty)
  }

  @Test("accepts tabs behind a key and before a comment")
  func harmlessTabs() {
    #expect(Reading("a:\t1\t# x\nb: {\tc: 1,\t\n\td: 2 }\n").tree == "{a: 1, b: {c: 1, d: 2}}")
  }

  @Test("expands aliases, which keep their own place while their insides keep theirs")
  func aliases() throws {
    let reading = Reading("a: &x\n  b: 1\nc: *x\nd: &y 'text'\ne: *y\n")
    #expect(reading.tree == "{a: {b: 1}, c: {b: 1}, d: \"text\", e: \"text\"}")
    #expect(reading.findings.isEmpty)
    let entries = try #require(reading.root?.mapping)
    #expect(reading.map.text(of: entries[0].value.span) == "b: 1")
    #expect(reading.map.text(of: entries[1].value.span) == "*x")
    #expect(reading.map.text(of: entries[2].value.span) == "'text'")
    let inside = try #require(entries[1].value.mapping?.first?.value)
    #expect(reading.map.place(of: inside.span).line == 2)
  }

  @Test("gives an empty node its place right behind its anchor")
  func emptyAnchor() {
    let reading = Reading("a: &x\nb: *x\n? &y\n: c\n")
    #expect(reading.codes == ["missing-key"])
    let start = Reading("a: &x\nb: *x\n").root?.mapping?.first?.value.span.start
    #expect(start == 5)
  }

  @Test("takes `<<` as an ordinary key")
  func mergeKey() {
    #expect(Reading("a: &x { b: 1 }\nc: { <<: *x }\n").tree == "{a: {b: 1}, c: {<<: {b: 1}}}")
  }

  @Test("accepts one document between its marks")
  func oneDocument() {
    let reading = Reading("%YAML 1.1\n---\na: 1\n...\n# end\n")
    #expect(reading.tree == "{a: 1}")
    #expect(reading.findings.isEmpty)
  }

  @Test("reads a root that is a list or a scalar")
  func otherRoots() {
    #expect(Reading("- a\n- b\n").tree == "[a, b]")
    #expect(Reading("word").tree == "word")
    #expect(Reading("''").tree == "\"\"")
  }
}
