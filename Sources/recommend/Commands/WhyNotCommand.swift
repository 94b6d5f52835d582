internal import ArgumentParser
internal import Recommender

/// `recommend why-not GOAL --profile FILE`: explains what something lacks.
struct WhyNotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why-not",
    abstract: "Explain why something does not hold: the ways to it, nearest first, and what each lacks.",
    usage: """
      recommend why-not <goal> --profile <file> [--depth <count>] [--limit <count>]
                        [--format text|json|yaml] [--lang <lang>] [--rules <dir>] [--pack <id>]
      """,
    discussion: """
      A goal is a pattern as in 'when' of a rule; several patterns that must match together are a list. Conclusions \
      that are missing are followed up 3 deep if --depth is not stated.

      Examples:
        recommend why-not 'targets: channel-operations' --profile me.yaml
        recommend why-not 'fit: { product-operations: { rank: 1 } }' --profile me.yaml --lang zh

      Exit status: 0 it does not hold; 1 it holds; 65 mistakes in the goal, the profile or the pack.
      """)

  @OptionGroup var goal: GoalOptions
  @OptionGroup var advise: AdviseOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    try advise.validateQuestion("why-not")
  }

  func run() throws {
    try Reporter(terminal).run {
      let question = Question(advise, rules, terminal)
      let recommendation = try question.recommendation()
      let locale = try question.locale(of: recommendation)
      let whyNot = try recommendation.whyNot(goal.goal, depth: goal.depth ?? 3, limit: goal.limit)
      try question.write(whyNot.value(in: locale)) { style in
        OutlineFromWhyNot.outline(whyNot, in: locale, style: style)
      }
      if whyNot.holds { throw Exit.no.code }
    }
  }
}
