internal import Recommender

/// A diagnostic with its excerpt, its caret and what helps, in colour where there is colour.
///
/// Without colour it is the description of the diagnostic, to the letter.
struct DiagnosticText {
  private let diagnostic: Diagnostic
  private let style: Style

  init(_ diagnostic: Diagnostic, _ style: Style) {
    self.diagnostic = diagnostic
    self.style = style
  }

  /// The text, with a line break at its end.
  var text: String {
    diagnostic.description.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { index, line in (index == 0 ? heading(line) : colored(line)) + "\n" }.joined()
  }

  private func heading(_ line: Substring) -> String {
    let start = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    guard line.hasPrefix(start) else { return String(line) }
    return style(start, diagnostic.severity == .error ? .boldRed : .yellow)
      + style(String(line.dropFirst(start.count)), .bold)
  }

  /// `  --> place`, ` 3 | text`, `   | ^^^^`, `   = help: …`
  private func colored(_ line: Substring) -> String {
    guard let sign = line.firstIndex(where: { $0 != " " && !$0.isNumber }) else { return String(line) }
    let rest = line[sign...]
    let margin = String(line[..<sign])
    if rest.hasPrefix("--> ") { return style(margin + "-->", .cyan) + rest.dropFirst(3) }
    if rest.hasPrefix("= ") { return style(margin + "=", .cyan) + rest.dropFirst(1) }
    guard rest.hasPrefix("|") else { return String(line) }
    let code = String(rest.dropFirst())
    let isCaret =
      margin.allSatisfy { $0 == " " } && code.contains("^") && code.allSatisfy { " ^".contains($0) }
    return style(margin + "|", .cyan) + (isCaret ? style(code, .red) : code)
  }
}
