internal import ArgumentParser

/// `recommend lsp`: what editors start, to be told mistakes and to be asked for names.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve editors: mistakes while one types, completion, hover, definitions, renaming.",
    usage: "recommend lsp [--rules <dir>] [--lang <lang>]",
    discussion: """
      Speaks the Language Server Protocol on standard input and output, until the editor says exit or closes the input. \
      A file of a pack belongs to the folder with pack.yaml above it; profiles to the packs of --rules, else of the \
      folder Rules of the project, else of $RECOMMEND_RULES. docs/editors.md says how to set editors up.

      Example:
        recommend lsp --rules Rules

      Exit status: 0 fine; 1 the editor left without shutdown; 64 wrong command line; 74 the output cannot be written.
      """)

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if let complaint = advise.firstStated { throw ValidationError("'lsp' takes no '\(complaint)'") }
    if rules.pack != nil { throw ValidationError("'lsp' takes no '--pack': a profile names its pack") }
  }

  func run() throws {
    try Reporter(terminal).run {
      var server = LanguageServer(rules: rules.rules, words: ServerWords(language: terminal.language))
      let status = try server.run()
      if status != 0 { throw ExitCode(status) }
    }
  }
}
