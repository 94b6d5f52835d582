import SourceTree
import Testing

@Suite("A diagnostic")
struct DiagnosticTests {
  /// The diagnostic of a finding at the marked text.
  private func diagnostic(_ marked: String, _ message: String = "x", help: String? = nil) -> Diagnostic {
    let text = MarkedText(marked)
    var map = SourceMap()
    let file = map.add(path: "me.yaml", bytes: Array(text.text.utf8))
    let span = Span(file: file, start: UInt32(text.start), end: UInt32(text.end))
    return map.diagnostic(Finding(code: "some-code", message: message, span: span, help: help))
  }

  private func carets(_ marked: String) -> [String] {
    diagnostic(marked).description.split(separator: "\n").suffix(2).map { String($0.dropFirst(4)) }
  }

  @Test("is printed with its line, a caret, help and notes")
  func description() {
    var map = SourceMap()
    let file = map.add(path: "me.yaml", bytes: Array("years: 1\n\nyeers: 2\n".utf8))
    let finding = Finding(
      code: "unknown-field", message: "`yeers` is not a field of `profile`",
      span: Span(file: file, start: 10, end: 15), help: "did you mean `years`?",
      notes: [("first stated here", Span(file: file, start: 0, end: 5)), ("and no more", nil)])
    #expect(
      map.diagnostic(finding).description == """
        error[unknown-field]: `yeers` is not a field of `profile`
          --> me.yaml:3:1
          |
        3 | yeers: 2
          | ^^^^^
          = help: did you mean `years`?
          = note: first stated here
          --> me.yaml:1:1
          |
        1 | years: 1
          | ^^^^^
          = note: and no more
        """)
  }

  @Test("makes room for long line numbers")
  func gutter() {
    #expect(
      diagnostic(String(repeating: "\n", count: 99) + "a: ⟦b⟧", help: "y").description == """
        error[some-code]: x
            --> me.yaml:100:4
            |
        100 | a: b
            |    ^
            = help: y
        """)
  }

  @Test("without a place is one line")
  func noPlace() {
    let message = FileProblem.missing.message("me.yaml")
    let finding = Finding(code: FileProblem.missing.code, message: message, span: nil)
    #expect(
      SourceMap().diagnostic(finding).description
        == "error[missing-file]: there is no file or folder `me.yaml`")
  }

  @Test("puts the caret under wide characters")
  func wideCharacters() {
    #expect(carets("技能: ⟦文案⟧ # x") == ["技能: 文案 # x", "      ^^^^"])
    #expect(carets("（a）：⟦é👍🏽⟧") == ["（a）：é👍🏽", "       ^^^"])
    #expect(carets("e\u{301}한ｱ⟦x⟧") == ["e\u{301}한ｱx", "    ^"])
  }

  @Test("prints a tab as one space and control characters as a replacement")
  func tabsAndControls() {
    #expect(carets("a:\t⟦b\u{1B}[0m⟧\tc") == ["a: b\u{FFFD}[0m c", "   ^^^^^"])
    let description = diagnostic("⟦a⟧", "`x\u{1B}\n\u{202E}y`").description
    #expect(description.hasPrefix("error[some-code]: `x\u{FFFD} \u{FFFD}y`\n"))
  }

  @Test("over several lines shows the end of the first")
  func severalLines() {
    #expect(carets("a: ⟦{ b\n  c }⟧") == ["a: { b", "   ^^^"])
    #expect(carets("a: ⟦{ b\r\n  c }⟧") == ["a: { b", "   ^^^"])
  }

  @Test("at the end of a line or file has one caret")
  func ends() {
    #expect(carets("ab⟦⟧\nc") == ["ab", "  ^"])
    #expect(carets("ab⟦\n⟧c") == ["ab", "  ^"])
    #expect(diagnostic("ab\n⟦⟧").description == "error[some-code]: x\n  --> me.yaml:2:1\n  |\n2 |\n  | ^")
    #expect(diagnostic("⟦⟧").description == "error[some-code]: x\n  --> me.yaml:1:1")
  }

  @Test("cuts a long line around the caret")
  func longLines() throws {
    for length in [400, 100_000] {
      for wide in ["a", "文"] {
        let half = String(repeating: wide, count: length)
        let excerpt = try #require(diagnostic(half + "⟦XYZ⟧" + half).excerpt)
        #expect(excerpt.text.count == 162)
        #expect(excerpt.text.hasPrefix("…" + wide) && excerpt.text.hasSuffix(wide + "…"))
        #expect(excerpt.caretWidth == 3)
        var cells = 0
        let before = excerpt.text.prefix { character in
          defer { cells += character == "文" ? 2 : 1 }
          return character != "X"
        }
        #expect(cells - 1 == excerpt.caretStart)
        #expect(before.count < 160)
      }
    }
    let start = try #require(diagnostic("⟦XYZ⟧" + String(repeating: "a", count: 400)).excerpt)
    #expect(start.text.hasPrefix("XYZa") && start.text.hasSuffix("a…") && start.caretStart == 0)
    let end = try #require(diagnostic(String(repeating: "a", count: 400) + "⟦XYZ⟧").excerpt)
    #expect(end.text.hasPrefix("…a") && end.text.hasSuffix("aXYZ") && end.caretWidth == 3)
    let all = try #require(diagnostic("⟦" + String(repeating: "a", count: 400) + "⟧").excerpt)
    #expect(all.caretStart == 0 && all.caretWidth == 160)
    #expect(diagnostic(String(repeating: "a", count: 159) + "⟦b⟧").excerpt?.text.count == 160)
  }

  @Test("of an error is sorted by path, place, code and message, and told once")
  func order() {
    var map = SourceMap()
    let second = map.add(path: "b.yaml", bytes: Array("abc\ndef\n".utf8))
    let first = map.add(path: "a.yaml", bytes: Array("abc\ndef\n".utf8))
    var findings = Findings()
    findings.report("z", "m", at: Span(file: second, start: 0, end: 1))
    findings.report("z", "m", at: Span(file: first, start: 4, end: 5))
    findings.report("z", "n", at: Span(file: first, start: 1, end: 2))
    findings.report("z", "m", at: Span(file: first, start: 1, end: 2))
    findings.report("y", "z", at: Span(file: first, start: 1, end: 2))
    findings.report("z", "m", at: Span(file: first, start: 4, end: 5))
    findings.report("none", "m", at: nil)
    let error = map.error(findings)
    #expect(
      error.diagnostics.map { "\($0.place?.description ?? "-") \($0.code) \($0.message)" } == [
        "- none m", "a.yaml:1:2 y z", "a.yaml:1:2 z m", "a.yaml:1:2 z n", "a.yaml:2:1 z m", "b.yaml:1:1 z m",
      ])
    #expect(error.description.hasPrefix("error[none]: m\n\nerror[y]: z\n  --> a.yaml:1:2\n"))
  }
}
