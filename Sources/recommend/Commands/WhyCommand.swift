internal import ArgumentParser
internal import Recommender

/// `recommend why GOAL --profile FILE`: explains why something holds.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explain why something holds, down to the lines of the profile and the pack.",
    usage: """
      recommend why <goal> --profile <file> [--depth <count>] [--limit <count>] [--sentence]
                    [--format text|json|yaml] [--lang <lang>] [--rules <dir>] [--pack <id>]
      """,
    discussion: """
      A goal is a pattern as in 'when' of a rule; several patterns that must match together are a list. Without \
      --depth a page shows 3 facts below one another, and JSON and YAML all.

      Examples:
        recommend why 'fit: { content-operations: { rank: 1 } }' --profile me.yaml
        recommend why 'targets: $role' --profile me.yaml --lang zh
        recommend why 'targets: content-operations' --profile me.yaml --sentence

      Exit status: 0 it holds; 1 it does not hold; 65 mistakes in the goal, the profile or the pack.
      """)

  /// How deep a page goes: from a rank to the parts of the sums behind it.
  private static let pageDepth = 3

  @OptionGroup var goal: GoalOptions
  @Flag(help: "Print one sentence for each fact, and nothing else.")
  var sentence = false
  @OptionGroup var advise: AdviseOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    try advise.validateQuestion("why")
    if sentence, advise.format != .text {
      throw ValidationError("'--sentence' is a text, without '--format'")
    }
  }

  func run() throws {
    try Reporter(terminal).run {
      let question = Question(advise, rules, terminal)
      let recommendation = try question.recommendation()
      let locale = try question.locale(of: recommendation)
      let isPage = advise.format == .text
      let why = try recommendation.why(
        goal.goal, depth: goal.depth ?? (sentence ? 1 : isPage ? WhyCommand.pageDepth : 64), limit: goal.limit
      )
      if isPage, sentence, why.holds {
        let sentences = why.explanations.map { $0.sentence(in: locale).safeForTerminal + "\n" }
        try Stream.output.write(sentences.joined())
      } else {
        try question.write(why.value(in: locale)) { _ in OutlineFromWhy.outline(why, in: locale) }
      }
      if !why.holds { throw Exit.no.code }
    }
  }
}
