internal import ArgumentParser
internal import Recommender

/// `recommend test [DIR]`: runs the tests that packs carry.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests that a pack carries, or those of all packs of a folder.",
    usage: "recommend test [<dir>] [--pack <id>] [--lang <lang>] [--color <color>]",
    discussion: """
      Examples:
        recommend test
        recommend test Rules/ecommerce-operations
      """)

  @Argument(help: ArgumentHelp("A folder of packs, or one pack.", valueName: "dir"))
  var folder: String?

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if let option = advise.firstStated { throw ValidationError("'test' takes no '\(option)'") }
  }

  func run() throws {
    let reporter = Reporter(terminal)
    try reporter.run {
      var list = try PackList(in: rules.folder(folder), id: rules.packID)
      var results: [TestSheet.Entry] = []
      for pack in list.packs {
        do throws(DiagnosticError) {
          let title = "\(pack.id) \(pack.version)".safeForTerminal
          results.append(TestSheet.Entry(title: title, results: try pack.testResults()))
        } catch {
          list.add(error.diagnostics)
        }
      }
      if !list.diagnostics.isEmpty { throw reporter.report(list.diagnostics) }
      let style = Style(Stream.output.terminal(terminal.color))
      let sheet = TestSheet(entries: results, style: style, words: terminal.summaryWords)
      try Stream.output.write(sheet.text)
      if sheet.failed > 0 { throw Exit.no.code }
    }
  }
}
