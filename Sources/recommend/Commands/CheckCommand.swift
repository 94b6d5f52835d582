internal import ArgumentParser
internal import Recommender
internal import SourceTree

/// `recommend check [DIR]`: finds every mistake in packs, and then what is wrong with what they mean.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Find every mistake in a pack, or in all packs of a folder, and what is wrong with its meaning.",
    usage: """
      recommend check [<dir>] [--pack <id>] [--write-tests <file>] [--effort <n>] [--format <format>] [--lang <lang>]
      recommend check --explain [<code>]
      """,
    discussion: """
      First each pack is compiled. What compiles is then looked at for its meaning: rules that never apply, rules that \
      contradict each other, values that no row of a table covers, what nobody uses, texts that a locale lacks, protected \
      fields, and the audits of the pack. An error is a fault; a warning may be meant. A finding shows the smallest \
      profile that brings it about, where there is one, and --write-tests makes tests of these.

      Examples:
        recommend check
        recommend check Rules/ecommerce-operations
        recommend check --explain unknown-id
        recommend check --explain
        recommend check --format json
        recommend check --write-tests faults.yaml

      Exit status: 0 fine, or warnings only; 1 a fault in the meaning; 64 wrong command line; 65 mistakes in a pack; \
      66 a file cannot be read; 74 the output cannot be written.
      """)

  @Argument(help: ArgumentHelp("A folder of packs, or one pack.", valueName: "dir"))
  var folder: String?

  @Option(help: ArgumentHelp("Write the profiles that show faults as tests of a pack.", valueName: "file"))
  var writeTests: String?

  @Option(help: ArgumentHelp("How many parts of each search are looked at.", valueName: "n"))
  var effort = Pack.standardAnalysisEffort

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
    if let complaint = advise.complaint(of: "check", formats: [.text, .json]) {
      throw ValidationError(complaint)
    }
    if effort < 1 { throw ValidationError("--effort is at least 1") }
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
      let analyses = list.packs.map { pack in
        let locale = pack.locales.contains(terminal.language) ? terminal.language : pack.locales[0]
        return pack.analysis(in: locale, effort: effort)
      }
      try write(zip(list.packs, analyses).map { ($0, $1) })
      let page = CheckPage(entries: entries, analyses: analyses, words: words)
      try Stream.output.write(
        advise.format == .json
          ? CheckPage.value(zip(list.packs, analyses).map { ($0, $1) }).json().endingInLineBreak
          : page.text(Style(Stream.output.terminal(terminal.color))))
      if analyses.contains(where: \.hasFaults) { throw Exit.no.code }
    }
  }

  private func write(_ found: [(pack: Pack, analysis: Analysis)]) throws {
    guard let writeTests else { return }
    let tests = found.compactMap(\.analysis.tests)
    guard let first = tests.first else { return }
    if tests.count > 1 {
      throw Failure(.no, "several packs have faults with a witness; name one with --pack to write its tests")
    }
    if let problem = FileSystem.write(
      Array(first.yaml().utf8), to: FileSystem.absolute(writeTests) ?? writeTests)
    {
      throw Failure(.unwritable, "cannot write `\(writeTests)`: \(problem.message(writeTests))")
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
