internal import Recommender

/// What `check` prints of packs that compile: what it found in each, a row for each, and a line that sums up.
struct CheckPage {
  let entries: [CheckSheet.Entry]
  /// By pack.
  let analyses: [Analysis]
  let words: SummaryWords

  /// The page, with a line break at its end.
  func text(_ style: Style) -> String {
    let findings = analyses.flatMap(\.findings)
    var text = self.text(of: findings, style)
    text += CheckSheet(entries: entries, style: style, words: words).text
    for path in analyses.flatMap(\.independent) {
      text += "\(style.passed) \(words.independent(path).safeForTerminal)\n"
    }
    text += "\n"
    let undecided = analyses.reduce(0) { $0 + $1.undecided }
    if undecided > 0 { text += words.undecided(undecided) + "\n" }
    let faults = findings.count { $0.diagnostic.severity == .error }
    text +=
      findings.isEmpty
      ? words.noMistakes(packs: entries.count)
      : words.found(faults: faults, warnings: findings.count - faults, packs: entries.count)
    return text + "\n"
  }

  /// Of what one audit found the first two are told at length, and each other in a line.
  private func text(of findings: [Analysis.Finding], _ style: Style) -> String {
    var text = ""
    var told: [Place: Int] = [:]
    var rest = ""
    for finding in findings {
      let diagnostic = finding.diagnostic
      if diagnostic.code == "failed-audit", let audit = diagnostic.notes.first?.place {
        told[audit, default: 0] += 1
        if told[audit, default: 0] > 2, let place = diagnostic.place {
          let line = "\(diagnostic.severity.rawValue)[\(diagnostic.code)] \(place): \(diagnostic.message)"
          rest += line.safeForTerminal + "\n"
          continue
        }
      }
      text += FindingText(finding: finding, style: style, words: words).text + "\n"
    }
    return rest.isEmpty ? text : text + rest + "\n"
  }

  /// The findings as data, in the format `check/1`.
  static func value(_ found: [(pack: Pack, analysis: Analysis)]) -> Value {
    .object([
      Value.Field("format", "check/1"),
      Value.Field(
        "packs",
        .list(
          found.map { pack, analysis in
            .object([
              Value.Field("pack", .text(pack.id)), Value.Field("version", .text(pack.version)),
              Value.Field("rules", .number(String(pack.ruleCount))),
              Value.Field("analysis", analysis.value),
            ])
          })),
    ])
  }
}
