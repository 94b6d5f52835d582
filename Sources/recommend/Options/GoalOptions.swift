internal import ArgumentParser

/// What is asked about a recommendation.
struct GoalOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A pattern as in 'when', or a list of patterns, between quotes.", valueName: "goal"))
  var goal: String

  @Option(help: ArgumentHelp("How many facts or ways are told; 5 if it is not stated.", valueName: "count"))
  var limit: Int = 5

  @Option(help: ArgumentHelp("How many levels are told.", valueName: "count"))
  var depth: Int?

  func validate() throws {
    if limit < 1 { throw ValidationError("'--limit' is 1 at least") }
    if let depth, depth < 1 { throw ValidationError("'--depth' is 1 at least") }
  }
}
