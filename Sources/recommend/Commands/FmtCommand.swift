internal import ArgumentParser
internal import Recommender

/// `recommend fmt [PATH…]`: gives the files of packs their one layout.
struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Give the YAML files of packs, tests and profiles one layout.",
    usage: "recommend fmt [<path> ...] [--check] [--format <format>] [--lang <lang>] [--color <color>]",
    discussion: """
      Comments and the order of keys stay, and no file changes its meaning: a file is written only when what it says \
      is the same as before. Without a path, the files of all packs are laid out; - reads standard input and writes \
      standard output. --format json prints the list as JSON.

      Examples:
        recommend fmt
        recommend fmt Rules/ecommerce-operations Profiles/me.yaml
        recommend fmt --check
        recommend fmt - < draft.yaml

      Exit status: 0 fine; 1 with --check, a file would change; 64 wrong command line; 65 mistakes in a file, which \
      stays as it is; 66 a file cannot be read; 74 a file cannot be written.
      """)

  @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
  var paths: [String] = []

  @Flag(help: "Change nothing, and list the files that would change.")
  var check = false

  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if let complaint = advise.complaint(of: "fmt", formats: [.text, .json]) {
      throw ValidationError(complaint)
    }
    if paths.contains("-"), paths.count > 1 { throw ValidationError("'-' stands alone") }
    if let path = paths.first(where: { $0.lowercased().hasSuffix(".json") }) {
      throw ValidationError("'\(path)' is JSON; the layout is one of YAML")
    }
  }

  func run() throws {
    let reporter = Reporter(terminal)
    try reporter.run {
      if paths == ["-"] { return try formatInput() }
      let files = try FileList.files(in: paths.isEmpty ? [RulesFolder.standard(.process).path] : paths)
      var sheet = FmtSheet(isCheck: check, words: FmtWords(language: terminal.language))
      var diagnostics: [Diagnostic] = []
      for path in files {
        do {
          let file = FmtFile(path: path)
          let result = try file.laidOut()
          if result.isChanged, !check { try file.write(result.text) }
          sheet.entries.append(
            FmtSheet.Entry(path: path, isChanged: result.isChanged, obstacle: result.obstacle))
        } catch let error as DiagnosticError {
          diagnostics += error.diagnostics
        }
      }
      try Stream.output.write(advise.format == .json ? sheet.json : sheet.text)
      if !diagnostics.isEmpty { throw reporter.report(diagnostics) }
      if check, sheet.changed > 0 { throw Exit.no.code }
    }
  }

  private func formatInput() throws {
    let file = FmtFile(path: "-")
    let result = try file.laidOut()
    try Stream.output.write(check ? "" : result.text)
    if check, result.isChanged { throw Exit.no.code }
  }
}
