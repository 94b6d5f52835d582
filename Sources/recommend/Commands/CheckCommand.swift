internal import ArgumentParser
internal import Recommender

/// `recommend check [DIR]`: finds every mistake in packs without evaluating anything.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in a pack, or in all packs of a folder.",
    usage: "recommend check [<dir>] [--pack <id>] [--lang <lang>] [--color <color>]",
    discussion: """
      Examples:
        recommend check
        recommend check Rules/ecommerce-operations
      """)

  @Argument(help: ArgumentHelp("A folder of packs, or one pack.", valueName: "dir"))
  var folder: String?

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if let option = advise.firstStated { throw ValidationError("'check' takes no '\(option)'") }
  }

  func run() throws {
    let reporter = Reporter(terminal)
    try reporter.run {
      var list = try PackList(in: rules.folder(folder), id: rules.packID)
      let entries = list.checked()
      let words = terminal.summaryWords
      if !list.diagnostics.isEmpty {
        let summary = words.mistakes(list.diagnostics.count, packs: list.count)
        throw reporter.report(list.diagnostics, summary: summary)
      }
      let style = Style(Stream.output.terminal(terminal.color))
      let sheet = CheckSheet(entries: entries, style: style, words: words)
      try Stream.output.write(sheet.text)
    }
  }
}
