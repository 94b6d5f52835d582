internal import ArgumentParser
internal import Recommender

/// `recommend check [DIR]`: finds every mistake in packs without evaluating anything.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in a pack, or in all packs of a folder.",
    usage: """
      recommend check [<dir>] [--pack <id>] [--lang <lang>] [--color <color>]
      recommend check --explain [<code>]
      """,
    discussion: """
      Examples:
        recommend check
        recommend check Rules/ecommerce-operations
        recommend check --explain unknown-id
        recommend check --explain
      """)

  @Argument(help: ArgumentHelp("A folder of packs, or one pack.", valueName: "dir"))
  var folder: String?

  @Option(
    defaultAsFlag: "",
    help: ArgumentHelp(
      "Print what the code of a message means, with a wrong and a right example; without a code, list all of them.",
      valueName: "code"))
  var explain: String? = nil

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if let option = advise.firstStated { throw ValidationError("'check' takes no '\(option)'") }
    if explain != nil, let folder {
      throw ValidationError("'--explain' takes one code and no folder; did you mean '--explain \(folder)'?")
    }
  }

  func run() throws {
    let reporter = Reporter(terminal)
    try reporter.run {
      if let explain { return try print(explanationOf: explain) }
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

  /// Prints the page of a code, or the list of all codes for an empty one.
  private func print(explanationOf code: String) throws {
    let words = ExplainWords(language: terminal.language)
    let pages = try DiagnosticPages.standard(words)
    let output = Stream.output.terminal(terminal.color)
    let page = DiagnosticPageText(style: Style(output), width: output.width, words: words)
    let text =
      code.isEmpty
      ? page.list(try pages.codes().map { try pages.page($0, words) })
      : page.text(try pages.page(code, words))
    try Stream.output.write(text)
  }
}
