/// Draws a page of a diagnostic for a terminal, or the list of all of them.
///
/// In Chinese, what the page says in Chinese comes first, and the English text after it.
struct DiagnosticPageText {
  private static let indent = 4

  let style: Style
  let width: Int
  let words: ExplainWords

  /// The page, with a line break at its end.
  func text(_ page: DiagnosticPage) -> String {
    var paragraphs: [[Row]] = []
    if words.isChinese, let chinese = page.chinese { paragraphs.append(prose(chinese)) }
    var path: Row?
    for block in page.blocks {
      switch block {
      case .heading(1, let title): paragraphs.insert([Row(title, at: 0, .bold)], at: 0)
      case .heading(_, let title): paragraphs.append([Row(words.heading(title), at: 0, .bold)])
      case .paragraph(let text):
        if let name = DiagnosticPage.path(in: text) {
          path = Row(name.safeForTerminal, at: Self.indent - 2, .cyan)
        } else {
          paragraphs.append(prose(text))
        }
      case .quote: break
      case .code(let language, let code):
        paragraphs.append((path.map { [$0] } ?? []) + lines(of: code, isCommand: language == "sh"))
        path = nil
      }
    }
    return paragraphs.map { $0.map { $0.drawn(style) + "\n" }.joined() }.joined(separator: "\n")
  }

  /// A row for each code and what it means, for the eye that looks for one.
  func list(_ pages: [DiagnosticPage]) -> String {
    let column = 2 + (pages.map { DisplayWidth.of($0.code) }.max() ?? 0)
    var text = ""
    for page in pages {
      let lines = LineBreaker(width: width - column).lines(page.meaning(in: words.language))
      for (index, line) in lines.enumerated() {
        var row = Row(index == 0 ? page.code : "", at: 0, .bold)
        row.add(line, at: column)
        text += row.drawn(style) + "\n"
      }
    }
    return text + "\n" + LineBreaker(width: width).lines(words.hint).map { $0 + "\n" }.joined()
  }

  private func prose(_ text: String) -> [Row] {
    Row.wrapped(text.safeForTerminal, at: 0, width: width)
  }

  private func lines(of code: String, isCommand: Bool) -> [Row] {
    code.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let text = String(line).safeForTerminal
      var row = Row()
      if isCommand { row.add("$", at: Self.indent - 2, .dim) }
      row.add(text, at: Self.indent, isCommand ? .bold : .plain)
      return row
    }
  }
}
