internal import Recommender

/// The results of the tests of several packs, as a page.
struct TestSheet {
  /// One pack and the results of its tests.
  struct Entry {
    let title: String
    let results: [TestResult]
  }

  let entries: [Entry]
  let style: Style
  let words: SummaryWords

  private var results: [TestResult] { entries.flatMap(\.results) }

  /// How many tests failed.
  var failed: Int { results.count { !$0.failures.isEmpty } }

  /// The page, with a line break at its end.
  var text: String {
    entries.map(text).joined() + style(words.tested(results.count, failed: failed), .bold) + "\n"
  }

  private func text(_ entry: Entry) -> String {
    var text = style(entry.title, .bold) + "\n"
    if entry.results.isEmpty { text += "  \(style(words.noTests, .dim))\n" }
    for result in entry.results {
      let mark = result.failures.isEmpty ? style.passed : style.failed
      text += "  \(mark) \(result.name.safeForTerminal)\n"
      for failure in result.failures { text += indented(DiagnosticText(failure, style).text) }
    }
    return text + "\n"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "      \($0)\n" }.joined()
  }
}
