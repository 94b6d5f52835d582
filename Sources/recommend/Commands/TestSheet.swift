internal import Recommender

/// The results of the tests of several packs, as a page.
struct TestSheet {
  let entries: [TestReport.Entry]
  let style: Style
  let words: SummaryWords

  private var results: [TestResult] { entries.flatMap(\.results) }

  /// The page, with a line break at its end.
  var text: String {
    entries.map(text).joined()
      + style(words.tested(results.count, failed: results.count { !$0.passed }), .bold)
      + "\n"
  }

  private func text(_ entry: TestReport.Entry) -> String {
    var text = style("\(entry.id) \(entry.version)".safeForTerminal, .bold) + "\n"
    if entry.results.isEmpty { text += "  \(style(words.noTests, .dim))\n" }
    for result in entry.results {
      let mark = result.passed ? style.passed : style.failed
      text += "  \(mark) \(result.name.safeForTerminal)\n"
      for failure in result.failures { text += indented(DiagnosticText(failure, style).text) }
    }
    return text + "\n"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "      \($0)\n" }.joined()
  }
}
