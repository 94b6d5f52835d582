internal import ArgumentParser
internal import Recommender
internal import SourceTree

/// `recommend verify CERTIFICATE --profile FILE`: checks what `recommend --profile FILE --proof CERTIFICATE` wrote.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the certificate of a recommendation, rule by rule.",
    usage:
      "recommend verify <certificate> --profile <file> [--rules <dir>] [--pack <id>] [--format json] [--lang <lang>]",
    discussion: """
      The checker shares no code with the evaluator. It looks at each step, at whether any rule concludes more, and at \
      whether the recommendation in the certificate is what follows.

      Examples:
        recommend --profile Profiles/me.yaml --proof out.json
        recommend verify out.json --rules Rules --profile Profiles/me.yaml

      Exit status: 0 accepted; 1 refused; 65 no certificate, or mistakes in the rules or the profile.
      """)

  @Argument(help: ArgumentHelp("The certificate, a JSON file.", valueName: "certificate"))
  var certificate: String

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  private static let maxBytes = 512 << 20

  func validate() throws {
    if advise.profile == nil { throw ValidationError("Missing expected argument '--profile <file>'") }
    if advise.format != .text, advise.format != .json {
      throw ValidationError("'verify' prints text or json")
    }
    if advise.why { throw ValidationError("'verify' takes no '--why'") }
    if advise.proof != nil { throw ValidationError("'verify' takes no '--proof'") }
  }

  func run() throws {
    let reporter = Reporter(terminal)
    try reporter.run {
      let source = try ProfileSource(advise.profile ?? "-")
      let pack = try rules.folder().pack(rules.packID ?? source.packName, preferringImages: true)
      let profile = try source.profile(for: pack)
      let bytes: [UInt8]
      switch FileSystem.read(certificate, limit: VerifyCommand.maxBytes) {
      case .success(let read): bytes = read
      case .failure(let problem): throw Failure(problem, certificate)
      }
      let verification = try pack.verify(certificate: bytes, named: certificate, for: profile)
      let words = terminal.summaryWords
      if advise.format == .json {
        try Stream.output.write(verification.value.json())
      } else if verification.isAccepted {
        let style = Style(Stream.output.terminal(terminal.color))
        let summary = words.verified(steps: verification.steps, applications: verification.applications)
        try Stream.output.write("\(style.passed) \(summary)\n")
      } else {
        _ = reporter.report(verification.refusals, summary: words.refused(verification.refusals.count))
      }
      if !verification.isAccepted { throw Exit.no.code }
    }
  }
}
