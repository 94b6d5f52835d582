internal import ArgumentParser

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The command `recommend`: a page of recommendations for a profile, and tools for who writes rules.
@main
struct Recommend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend",
    abstract: "Recommends roles, next steps and what to learn, and says why.",
    usage: """
      \(AdviseCommand.usage)
      recommend why <goal> --profile <file>
      recommend why-not <goal> --profile <file>
      recommend reach <goal> --profile <file>
      recommend batch [<input>]
      recommend what-if --profile <file> --set <place>=<value>
      recommend diff <old> <new> --profiles <input>
      recommend verify <certificate> --profile <file>
      recommend check [<dir>]
      recommend test [<dir>]
      recommend fmt [<path> ...] [--check]
      recommend show [<what> ...] [--format <format>]
      recommend schema <what> [--pack <id>]
      recommend lsp [--rules <dir>]
      recommend new <what> [<name>]
      recommend compile [<pack>] -o <file>
      recommend import esco --csv <dir> --out <dir> [--lang <lang>]
      """,
    discussion: """
      Examples:
        recommend --profile Profiles/me.yaml
        recommend --profile Profiles/me.yaml --lang zh --why
        recommend --profile Profiles/me.yaml --format markdown > me.md
        recommend --profile - --format json < me.json
        recommend --profile me.yaml --rules ~/rules --pack teaching
        recommend why 'fit: { content-operations: { rank: 1 } }' --profile me.yaml
        recommend why-not 'targets: channel-operations' --profile me.yaml
        recommend reach 'fit: { channel-operations: { rank: 1 } }' --profile me.yaml
        recommend batch people.ndjson --select stage,roles -o advice.ndjson
        recommend what-if --profile me.yaml --set skills.data-analysis=4 --set years=4
        recommend diff HEAD~1 HEAD --profiles Profiles
        recommend --profile me.yaml --proof out.json
        recommend verify out.json --profile me.yaml
        recommend check Rules
        recommend check --explain unknown-id
        recommend test Rules
        recommend fmt --check
        recommend show role content-operations
        recommend schema profile > profile.schema.json
        recommend new pack teaching --title-en Teaching --uses career-method
        recommend compile Rules/ecommerce-operations -o shop.bin
        recommend import esco --csv ~/Downloads/ESCO --out Rules/esco

      Exit status: 0 fine; 1 a test of a pack failed, a certificate is refused, diff found a difference, or the \
      answer of why, why-not or reach is no; 64 wrong command line; 65 mistakes in a pack or a profile; \
      66 a file cannot be read; 74 the output cannot be written; 130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [
      AdviseCommand.self, WhyCommand.self, WhyNotCommand.self, WhatIfCommand.self, ReachCommand.self,
      BatchCommand.self, VerifyCommand.self, CheckCommand.self, TestCommand.self, DiffCommand.self,
      FmtCommand.self, ShowCommand.self, SchemaCommand.self, LSPCommand.self, NewCommand.self,
      CompileCommand.self, ImportCommand.self,
    ],
    defaultSubcommand: AdviseCommand.self)

  @OptionGroup var advise: AdviseOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions

  /// Runs the command; a reader who closes the pipe (`| head`) ends it without a word, as other tools do.
  static func main() {
    signal(SIGPIPE, SIG_DFL)
    guard let advice = Advice(plain: CommandLine.arguments.dropFirst()) else { return main(nil) }
    do {
      try advice.run()
    } catch {
      exit(withError: error)
    }
  }
}
