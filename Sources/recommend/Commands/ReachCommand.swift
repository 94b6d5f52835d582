internal import ArgumentParser
internal import Recommender

/// `recommend reach GOAL --profile FILE`: the cheapest changes after which a goal holds.
struct ReachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach",
    abstract: "Find the cheapest changes after which something holds, and how to make them.",
    usage: """
      recommend reach <goal> --profile <file> [--within <cost>] [--alternatives <count>]
                      [--format text|json|yaml] [--lang <lang>] [--rules <dir>] [--pack <id>]
      """,
    discussion: """
      A goal is a pattern as in 'when' of a rule; several patterns that must match together are a list. What may change, \
      and at what cost, is said by the pack under 'changes'. No cheaper set of changes exists than the first one.

      Examples:
        recommend reach 'fit: { content-operations: { rank: 1 } }' --profile me.yaml
        recommend reach 'fit: { user-operations: { percent: 80.. } }' --profile me.yaml --within 200
        recommend reach 'targets: channel-operations' --profile me.yaml --alternatives 3 --lang zh

      Ctrl-C ends a long search with the best way that is found at once; a second Ctrl-C ends it without.

      Exit status: 0 there is a way; 1 there is none, or none was found; 65 mistakes in the goal, the profile or the pack;
      130 the search was interrupted.
      """)

  @Argument(
    help: ArgumentHelp(
      "A pattern as in 'when', or a list of patterns, between quotes.", valueName: "goal"))
  var goal: String

  @Option(
    help: ArgumentHelp("What a way may cost at most, in the unit of the pack.", valueName: "cost"))
  var within: Double?

  @Option(help: ArgumentHelp("How many ways are told, the cheapest first.", valueName: "count"))
  var alternatives: Int = 1

  @Option(
    help: ArgumentHelp(
      "How many parts of the search are looked at before it stops with what it has.", valueName: "count"))
  var effort: Int = Reachability.standardEffort

  @OptionGroup var advise: AdviseOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    try advise.validateQuestion("reach")
    if alternatives < 1 { throw ValidationError("'--alternatives' is 1 at least") }
    if effort < 1 { throw ValidationError("'--effort' is 1 at least") }
    if let within, !(within >= 0) { throw ValidationError("'--within' is not below 0") }
  }

  func run() throws {
    try Reporter(terminal).run {
      let question = Question(advise, rules, terminal)
      let recommendation = try question.recommendation()
      let locale = try question.locale(of: recommendation)
      let found = try reach(recommendation, in: locale)
      try question.write(found.value(in: locale)) { _ in
        OutlineFromReach.outline(found, within: within, in: locale)
      }
      if Interruption.isAsked { throw ExitCode(130) }
      if found.routes.isEmpty { throw Exit.no.code }
    }
  }

  /// Searches, and shows how far that has come where it takes long and somebody sees it.
  private func reach(_ recommendation: Recommendation, in locale: String) throws -> Reachability {
    Interruption.listen()
    let look = Stream.error.columns.map { _ in Stream.error.terminal(terminal.color) }
    var drawn = Clock.now
    var isDrawn = false
    defer { if isDrawn { Stream.error.redraw() } }
    return try recommendation.reach(goal, count: alternatives, within: within, effort: effort) { progress in
      if Interruption.isAsked { return false }
      guard let look, Clock.now - drawn >= 0.2 else { return true }
      (drawn, isDrawn) = (Clock.now, true)
      let words = OutlineFromReach.progress(progress, in: locale)
      Stream.error.redraw(Bar.line(progress.share * 100, words, look))
      return true
    }
  }
}
