internal import Recommender

/// What tests reach, as a page: the numbers of each pack, and beneath what is not reached and why.
struct CoverageSheet {
  let coverage: Coverage
  let style: Style
  let words: TestWords

  var text: String {
    style(words.coverage, .bold) + "\n" + coverage.packs.map(text).joined() + "\n"
  }

  private func text(_ pack: PackCoverage) -> String {
    let name = pack.id.safeForTerminal + (pack.isUsed ? words.used : "")
    var text =
      "  \(style(name, .bold))  \(words.rules(pack.coveredRules, of: pack.rules.count))  "
      + "\(words.outcomes(pack.coveredOutcomes, of: pack.outcomes))\n"
    for rule in pack.rules where rule.reason != nil || rule.conditions.contains(where: { !$0.isMissed }) {
      text += self.text(rule)
    }
    return text
  }

  private func text(_ rule: RuleCoverage) -> String {
    let mark = rule.isCovered ? style("~", .yellow) : style.failed
    var text = "    \(mark) \(rule.name)  \(style("\(rule.place)".safeForTerminal, .dim))\n"
    if let reason = rule.reason {
      for line in words.reason(reason) { text += "        \(line.safeForTerminal)\n" }
      return text
    }
    for condition in rule.conditions where !condition.isMissed {
      text += "        \(condition.kind.rawValue) \(condition.text.safeForTerminal)\n"
      text += "          \(style(words.never(condition), .dim))\n"
    }
    return text
  }
}
