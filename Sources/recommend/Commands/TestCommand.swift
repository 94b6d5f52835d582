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

/// `recommend test [DIR]`: runs the tests that packs carry, and tells what these tests are worth.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests that a pack carries, or those of all packs of a folder.",
    usage: """
      recommend test [<dir>] [--pack <id>] [--coverage] [--mutate] [--junit <file>] [--watch]
      recommend test [<dir>] [--format json] [--lang <lang>] [--color <color>]
      """,
    discussion: """
      Examples:
        recommend test
        recommend test Rules/ecommerce-operations --watch
        recommend test Rules --coverage
        recommend test Rules --mutate
        recommend test Rules --min-coverage 100 --min-mutation 95 --junit tests.xml
        recommend test Rules --format json > tests.json

      Exit status: 0 fine; 1 a test failed, or a share is below the least one; 65 mistakes in a pack; \
      130 interrupted; the others as ever.
      """)

  @Argument(help: ArgumentHelp("A folder of packs, or one pack.", valueName: "dir"))
  var folder: String?

  @OptionGroup var test: TestOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if advise.format != .text && advise.format != .json {
      throw ValidationError("'test' prints text or json, not \(advise.format.rawValue)")
    }
    if let option = advise.firstStatedButFormat { throw ValidationError("'test' takes no '\(option)'") }
    if test.watch, advise.format == .json { throw ValidationError("'--watch' prints text only") }
  }

  func run() throws {
    let reporter = Reporter(terminal)
    try reporter.run {
      if test.watch { try watch(reporter) }
      if test.needsMutations { Interruption.listen() }
      if !(try runOnce(reporter)) { throw Exit.no.code }
    }
  }

  private var words: TestWords { TestWords(language: terminal.summaryWords.language) }
  private var style: Style { Style(Stream.output.terminal(terminal.color)) }

  // MARK: One run

  /// Runs the tests and prints what came of them.
  ///
  /// - Returns: whether all is as it should be.
  private func runOnce(_ reporter: Reporter, _ loaded: ([Pack]) -> Void = { _ in }) throws -> Bool {
    let list = try PackList(in: rules.folder(folder), id: rules.packID)
    loaded(list.packs)
    var mistakes = list
    var suite: TestSuite?
    do throws(DiagnosticError) {
      suite = try TestSuite(list.packs)
    } catch {
      mistakes.add(error.diagnostics)
    }
    guard mistakes.diagnostics.isEmpty, let suite else { throw reporter.report(mistakes.diagnostics) }
    var report = TestReport(
      entries: zip(suite.packs, suite.results()).map {
        TestReport.Entry(id: $0.id, version: $0.version, results: $1)
      })
    if let path = test.junit { try write(JUnitReport(entries: report.entries).xml, to: path) }
    let isText = advise.format == .text
    if isText {
      try Stream.output.write(
        TestSheet(entries: report.entries, style: style, words: terminal.summaryWords).text)
    }
    if test.needsCoverage {
      let coverage = suite.coverage()
      report.coverage = coverage
      if isText, test.coverage {
        try Stream.output.write("\n" + CoverageSheet(coverage: coverage, style: style, words: words).text)
      }
    }
    if test.needsMutations {
      if report.failed > 0 {
        if isText { try Stream.output.write(words.failuresFirst + "\n") }
      } else {
        try mutate(suite, &report, isText)
      }
    }
    if !isText { try Stream.output.write(report.value.json()) }
    try tellShares(report)
    return report.failed == 0 && !report.isBelow(test)
  }

  private func mutate(_ suite: TestSuite, _ report: inout TestReport, _ isText: Bool) throws {
    let run = MutationRun(suite, sample: test.sample, findsTests: test.mutate || test.writeTests != nil)
    let watch = MutationWatch(words: words, color: terminal.color)
    let mutations = watch.run(run, threads: test.jobs ?? Threads.cores)
    if Interruption.isAsked {
      try Stream.error.write(words.interrupted + "\n")
      throw ExitCode(130)
    }
    report.mutations = mutations
    if isText {
      try Stream.output.write("\n" + MutationSheet(report: mutations, style: style, words: words).text)
    }
    if let path = test.writeTests { try writeTests(mutations, path) }
  }

  private func tellShares(_ report: TestReport) throws {
    if let least = test.minCoverage, report.coverage != nil, report.coveredShare < least {
      try Stream.error.write(words.below(words.coverageShare, report.coveredShare, least) + "\n")
    }
    if let least = test.minMutation, let mutations = report.mutations, let score = mutations.score,
      score < least
    {
      try Stream.error.write(words.below(words.mutationShare, score, least) + "\n")
    }
  }

  private func writeTests(_ report: MutationReport, _ path: String) throws {
    var text = "tests:\n"
    var count = 0
    for mutation in report.missed {
      guard case .missed(let witness?) = mutation.verdict else { continue }
      count += 1
      if let file = witness.file { text += "  # with the facts of \(file)\n" }
      text += witness.yaml.split(separator: "\n").map { "  \($0)\n" }.joined() + "\n"
    }
    try write(text, to: path)
    try Stream.error.write(words.wrote(count, path) + "\n")
  }

  private func write(_ text: String, to path: String) throws {
    if let problem = FileSystem.write(Array(text.utf8), to: path) {
      throw Failure(.unwritable, problem.message(path))
    }
  }

  // MARK: Again and again

  private func watch(_ reporter: Reporter) throws {
    Interruption.listen()
    var folders = [try rules.folder(folder).path]
    while true {
      let known = folders
      var files = FileWatch(folders)
      if Stream.output.columns != nil { try Stream.output.write("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
      do {
        _ = try runOnce(reporter) { packs in
          folders = Array(Set(folders + packs.flatMap(\.folders))).sorted()
        }
      } catch let error as DiagnosticError {
        _ = reporter.report(error.diagnostics)
      } catch let failure as Failure where failure.exit != .unwritable {
        try Stream.error.write("error: \(failure.message.safeForTerminal)\n")
      } catch let code as ExitCode where code.rawValue != 130 {
        // What is wrong is told already.
      }
      // Folders that are known only now are looked at as they are now.
      if folders != known { files = FileWatch(folders) }
      try Stream.output.write("\n\(style(words.watching, .dim))\n")
      while FileWatch(folders) == files {
        if Interruption.isAsked { throw ExitCode(130) }
        usleep(200_000)
      }
    }
  }
}
