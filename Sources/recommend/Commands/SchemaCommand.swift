internal import ArgumentParser
internal import Recommender

/// `recommend schema pack|profile`: prints a JSON Schema made of a pack.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a JSON Schema of a pack's files or of profiles, for the YAML support of editors.",
    usage: "recommend schema <what> [--pack <id>] [--rules <dir>] [--lang <lang>]",
    discussion: """
      What to print: pack for the files of the pack, its tests included; profile for what people state. Ids, names, \
      bounds and fields come from the pack, descriptions in all of its languages, those of --lang first. An editor \
      finds the schema by the first line of a file: # yaml-language-server: $schema=pack.schema.json

      Examples:
        recommend schema pack > pack.schema.json
        recommend schema profile --pack ecommerce-operations --lang zh > profile.schema.json

      Exit status: 0 fine; 64 wrong command line; 65 mistakes in the pack; 66 a file cannot be read; 74 the output \
      cannot be written.
      """)

  enum Topic: String, CaseIterable, ExpressibleByArgument {
    case pack, profile
  }

  @Argument(help: ArgumentHelp("What to describe: pack or profile.", valueName: "what"))
  var what: Topic

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if let complaint = advise.complaint(of: "schema", formats: [.text, .json]) {
      throw ValidationError(complaint)
    }
  }

  func run() throws {
    try Reporter(terminal).run {
      let pack = try rules.folder().pack(rules.packID)
      let locale = try LocaleChoice.stated(terminal.lang, among: pack.locales)
      let schema = PackSchema(pack, locale: locale)
      try Stream.output.write((what == .pack ? schema.pack : schema.profile).json())
    }
  }
}
