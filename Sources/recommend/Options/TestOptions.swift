internal import ArgumentParser

/// What `test` looks at besides whether tests pass.
struct TestOptions: ParsableArguments {
  @Flag(help: "Tell which rules, rows and conditions no test reaches, and why not.")
  var coverage = false

  @Flag(
    help: "Change the rules one at a time and list the changes that no test notices, with a test that would.")
  var mutate = false

  @Option(
    help: ArgumentHelp(
      "How many changes to try, spread evenly over all. Default: all.", valueName: "n"))
  var sample: Int?

  @Option(
    help: ArgumentHelp(
      "The least share of rules and rows that tests must reach, in percent; below it the status is 1.",
      valueName: "percent"))
  var minCoverage: Double?

  @Option(
    help: ArgumentHelp(
      "The least share of changes that tests must notice, in percent; below it the status is 1.",
      valueName: "percent"))
  var minMutation: Double?

  @Option(help: ArgumentHelp("Write the results as JUnit XML, too.", valueName: "file"))
  var junit: String?

  @Option(
    help: ArgumentHelp("Write the tests that would notice a change into a new file, too.", valueName: "file"))
  var writeTests: String?

  @Flag(help: "Run the tests again whenever a file of the packs changes, until Ctrl-C.")
  var watch = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("How many threads try changes. Default: one a core.", valueName: "n"))
  var jobs: Int?

  /// Whether coverage is to be worked out, shown or not.
  var needsCoverage: Bool { coverage || minCoverage != nil }
  var needsMutations: Bool { minMutation != nil || mutate || sample != nil || writeTests != nil }

  func validate() throws {
    for (name, percent) in [("--min-coverage", minCoverage), ("--min-mutation", minMutation)] {
      if let percent, !(0...100).contains(percent) {
        throw ValidationError("'\(name)' is a share in percent, from 0 to 100")
      }
    }
    for (name, number) in [("--sample", sample), ("--jobs", jobs)] {
      if let number, number < 1 { throw ValidationError("'\(name)' is a number from 1 on") }
    }
  }
}
