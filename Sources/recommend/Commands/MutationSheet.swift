internal import Recommender

/// The changes that no test notices, as a page, each with a test that would.
struct MutationSheet {
  let report: MutationReport
  let style: Style
  let words: TestWords

  var text: String {
    var text = ""
    if !report.missed.isEmpty {
      text += style(words.missed, .bold) + "\n" + report.missed.map(self.text).joined() + "\n"
    }
    if report.mutations.count < report.possible, report.isComplete {
      text += words.sampled(report.mutations.count, of: report.possible) + "\n"
    }
    guard let score = report.score else { return text + style(words.noChanges, .bold) + "\n" }
    return text + style(words.changes(report.caught, of: report.counted, score: score), .bold) + "\n"
  }

  private func text(_ mutation: Mutation) -> String {
    var text = "  \(style.failed) \(mutation.rule)  \(style("\(mutation.place)".safeForTerminal, .dim))\n"
    let before = mutation.before.safeForTerminal
    if let after = mutation.after {
      text += "      \(mutation.kind.rawValue): \(before) \(arrow) \(after.safeForTerminal)\n"
    } else {
      text += "      \(mutation.kind.rawValue): \(before)\n"
    }
    guard case .missed(let witness) = mutation.verdict else { return text }
    guard let witness else {
      return report.hasSearched ? text + "      \(style(words.noWitness, .dim))\n" : text
    }
    text += "      \(style(witness.file.map(words.inFile) ?? words.wouldNotice, .dim))\n"
    for line in witness.yaml.split(separator: "\n") { text += "        \(String(line).safeForTerminal)\n" }
    return text
  }

  private var arrow: String { style.hasUnicode ? "→" : "->" }
}
