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

/// `recommend batch INPUT`: recommends for many profiles.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Recommend for many profiles: lines of JSON, CSV or a folder in, lines of JSON or CSV out.",
    usage: """
      recommend batch [<input>] [--output <file>] [--select <names>] [--errors <file>]
      recommend batch <input> --output <file> --resume
      """,
    discussion: """
      Examples:
        recommend batch people.ndjson --select stage,roles -o advice.ndjson
        recommend batch people.csv --select stage,roles -o advice.csv --errors bad.ndjson
        recommend batch people.ndjson --select stage,roles -o advice.ndjson --resume
        recommend batch Profiles > advice.ndjson

      Exit status: 0 fine; 65 some profiles were bad, and the rest is written; 130 interrupted; the others as ever.
      """)

  @OptionGroup var batch: BatchOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if let option = advise.firstStated { throw ValidationError("'batch' takes no '\(option)'") }
  }

  func run() throws {
    try Reporter(terminal).run {
      // Who closes the pipe is noticed when it is written to, so that no progress is left on the terminal.
      signal(SIGPIPE, SIG_IGN)
      let pack = try rules.folder().pack(rules.packID, preferringImages: true)
      let plan = try BatchPlan(batch, pack, locale: locale(among: pack.locales))
      guard let run = try plan.run() else {
        try Stream.error.write(words.nothingToResume(Checkpoint.path(of: batch.output ?? "")) + "\n")
        return
      }
      Interruption.listen()
      let state = watch(run, plan)
      try end(state, plan)
    }
  }

  private var words: BatchWords { BatchWords(language: terminal.summaryWords.language) }

  /// Runs, and shows how far it has come where somebody sees it.
  private func watch(_ run: BatchRun, _ plan: BatchPlan) -> BatchRun.State {
    let look = Stream.error.terminal(terminal.color)
    guard Stream.error.columns != nil else { return run.run { _ in } }
    let line = ProgressLine(from: plan.checkpoint, of: plan.total, look, words)
    defer { line.clear() }
    return run.run { line.draw($0) }
  }

  private func end(_ state: BatchRun.State, _ plan: BatchPlan) throws {
    if let error = state.error { throw error }
    let (profiles, bad) = (state.checkpoint.profiles, state.checkpoint.bad)
    if !state.isDone, !state.hasFailed {
      try Stream.error.write(words.interrupted(profiles, canResume: plan.progressPath != nil) + "\n")
      throw ExitCode(130)
    }
    if state.isDone, let path = plan.progressPath { Checkpoint.remove(path) }
    if bad > 0 || Stream.error.columns != nil, !state.hasFailed {
      try Stream.error.write(words.done(profiles, bad: bad) + "\n")
    }
    if bad > 0 || state.hasFailed { throw Exit.mistakes.code }
  }

  private func locale(among locales: [String]) throws -> String {
    try LocaleChoice.stated(terminal.lang, among: locales)
  }
}
