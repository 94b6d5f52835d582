internal import ArgumentParser
internal import Recommender
internal import SourceTree

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `recommend diff OLD NEW --profiles DIR`: who gets another answer by a newer version of a pack, and by which edit.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "Show which profiles get another answer by another version of the rules, and which edit causes it.",
    usage: """
      recommend diff <old> <new> --profiles <input> [--details <n>] [--format <format>]
      recommend diff HEAD~1 HEAD --profiles <input> [--rules <dir>] [--pack <id>]
      """,
    discussion: """
      A version is a folder of packs, a pack, the file that 'compile' wrote, or a revision of the git repository \
      here; <revision>:<dir> says where in a revision the rules are.

      Examples:
        recommend diff HEAD Rules --profiles Profiles
        recommend diff HEAD~1 HEAD --profiles people.ndjson --id user --lang zh
        recommend diff ~/rules-of-may Rules --profiles people.csv --details 3
        recommend diff main:content/Rules content/Rules --profiles Profiles --format json

      Exit status: 0 no difference; 1 somebody gets another answer; 65 mistakes in a version, or profiles that \
      neither can read; 66 a version or a file cannot be read; the others as ever.
      """)

  @Argument(help: ArgumentHelp("The older version.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The newer version.", valueName: "new"))
  var new: String

  @Option(
    help: ArgumentHelp(
      "The profiles: a folder, a file with one JSON object a line, a CSV file, or - for standard input.",
      valueName: "input"))
  var profiles: String

  @Option(help: ArgumentHelp("How many people are told in detail; all are counted.", valueName: "n"))
  var details = 10

  @Option(
    help: ArgumentHelp("How many packs between the two may be compiled to find causes.", valueName: "n"))
  var tries = 200

  @Option(help: "The form of the input: ndjson, csv or folder. Default: by its name.")
  var inputFormat: InputFormat?

  @Option(help: ArgumentHelp("A field of the profiles that is no matter of the rules.", valueName: "field"))
  var id: String?

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup var advise: AdviseOptions

  func validate() throws {
    if advise.profile != nil { throw ValidationError("'diff' takes no '--profile', but '--profiles'") }
    if advise.why { throw ValidationError("'diff' takes no '--why': it tells the edits") }
    if advise.format == .markdown || advise.format.isDrawing {
      throw ValidationError("'diff' prints text, json or yaml")
    }
    if details < 0 { throw ValidationError("--details takes a number from 0") }
    if tries < 1 { throw ValidationError("--tries takes a number from 1") }
  }

  func run() throws {
    try Reporter(terminal).run {
      signal(SIGPIPE, SIG_IGN)
      let difference = try PackDifference(from: pack(old), to: pack(new))
      let locale = try LocaleChoice.stated(terminal.lang, among: difference.new.locales)
      Interruption.listen()
      let (summary, isInterrupted) = try summary(of: difference)
      if isInterrupted { throw ExitCode(130) }
      try advise.write(summary.value(in: locale), terminal) { look in
        DifferenceText(summary, in: locale, style: Style(look), width: look.width).text()
      }
      if summary.bad > 0 { throw Exit.mistakes.code }
      if summary.different > 0 { throw Exit.different.code }
    }
  }

  /// What is at a path is taken for what it is; everything else is a revision.
  private func pack(_ version: String) throws -> Pack {
    let folder = RulesFolder(path: version)
    if folder.isThere { return try folder.pack(rules.packID) }
    return try GitRevision(version, folder: rules.rules ?? "Rules").pack(rules.packID)
  }

  private func summary(of difference: PackDifference) throws -> (DifferenceSummary, isInterrupted: Bool) {
    var stream = try ProfileStream(profiles, inputFormat, id: id, for: difference.new)
    var finder = DifferenceFinder(difference, id: id, maxPacks: tries)
    var summary = DifferenceSummary(difference, details: details)
    let progress = progress(of: stream.total)
    defer { progress?.clear() }
    var drawn = 0.0
    while let items = try stream.next() {
      for item in items {
        let outcome: ProfileOutcome =
          switch item.bytes {
          case .success(let bytes): finder.outcome(for: bytes, named: item.name)
          case .failure(let error): .bad(error)
          }
        if case .bad(let error) = outcome { try tell(error, of: item.name, progress) }
        summary.add(outcome, of: item.name)
        if let progress, Clock.now - drawn >= 0.1 {
          drawn = Clock.now
          var state = Checkpoint(fingerprint: "")
          (state.input, state.profiles, state.bad) = (stream.done, summary.profiles, summary.bad)
          progress.draw(state)
        }
        if Interruption.isAsked { return (summary, true) }
      }
    }
    return (summary, Interruption.isAsked)
  }

  private func progress(of total: Int?) -> ProgressLine? {
    guard Stream.error.columns != nil else { return nil }
    let words = BatchWords(language: terminal.summaryWords.language)
    return ProgressLine(
      from: Checkpoint(fingerprint: ""), of: total, Stream.error.terminal(terminal.color), words)
  }

  private func tell(_ error: DiagnosticError, of name: String, _ progress: ProgressLine?) throws {
    progress?.clear()
    let first = error.diagnostics.first
    let help = first?.help.map { "; \($0)" } ?? ""
    let column = first?.place.map { $0.path == name ? ":\($0.line):\($0.column)" : "" } ?? ""
    let text = "\(name)\(column): error[\(first?.code ?? "")]: \(first?.message ?? "")\(help)"
    try Stream.error.write(text.safeForTerminal + "\n")
  }
}
