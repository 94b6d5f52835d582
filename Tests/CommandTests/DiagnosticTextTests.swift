import Recommender
import SourceTree
import Testing

@testable import recommend

@Suite struct DiagnosticTextTests {
  private let diagnostic = Diagnostic(
    code: "unknown-field", message: "`yeers` is not a field of `profile`",
    place: Place(path: "me.yaml", line: 3, column: 1),
    excerpt: Excerpt(line: 3, text: "yeers: 2", caretStart: 0, caretWidth: 5), help: "did you mean `years`?")

  @Test func `without colour it is the description`() {
    let style = Style(hasColor: false, hasUnicode: true)
    #expect(DiagnosticText(diagnostic, style).text == diagnostic.description + "\n")
  }

  @Test func `colour marks the code, the margin and the caret`() {
    let style = Style(hasColor: true, hasUnicode: true)
    let text = DiagnosticText(diagnostic, style).text
      .split(separator: "\u{1B}[0m", omittingEmptySubsequences: false).joined(separator: "}")
      .split(separator: "\u{1B}[", omittingEmptySubsequences: false).joined(separator: "{")
    #expect(
      text == """
        {1;31merror[unknown-field]}{1m: `yeers` is not a field of `profile`}
        {36m  -->} me.yaml:3:1
        {36m  |}
        {36m3 |} yeers: 2
        {36m  |}{31m ^^^^^}
        {36m  =} help: did you mean `years`?

        """)
  }
}
