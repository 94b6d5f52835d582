internal import Recommender

/// A finding of `check`: its diagnostic, and below it a profile that shows it.
struct FindingText {
  let finding: Analysis.Finding
  let style: Style
  let words: SummaryWords

  /// The text, with a line break at its end.
  var text: String {
    var text = DiagnosticText(finding.diagnostic, style).text
    if let witness = finding.witness {
      text += style("  = \(words.witness)", .cyan) + "\n"
      for line in witness.yaml().split(separator: "\n") { text += "      \(String(line).safeForTerminal)\n" }
    }
    return text
  }
}
