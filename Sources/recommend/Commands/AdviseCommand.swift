internal import ArgumentParser

/// `recommend --profile FILE`: prints what is recommended for a profile.
struct AdviseCommand: ParsableCommand {
  static let usage = """
    recommend --profile <file> [--lang <lang>] [--format <format>] [--why]
    recommend --profile <file> [--rules <dir>] [--pack <id>] [--proof <file>]
    """

  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Print what is recommended for a profile (the default).",
    usage: usage,
    shouldDisplay: false)

  @OptionGroup var advise: AdviseOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    if advise.format.isDrawing {
      throw ValidationError("Only 'show' has the form '\(advise.format.rawValue)'")
    }
    if advise.profile == nil { throw ValidationError("Missing expected argument '--profile <file>'") }
  }

  func run() throws {
    try Advice(advise: advise, rules: rules, terminal: terminal).run()
  }
}
