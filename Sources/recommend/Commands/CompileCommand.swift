internal import ArgumentParser
internal import Recommender

/// `recommend compile PACK -o FILE`: writes the image of a pack, which is used at once instead of its sources.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Write a pack into one file that is loaded at once.",
    usage: "recommend compile [<pack>] -o <file> [--rules <dir>] [--lang <lang>] [--color <color>]",
    discussion: """
      The file is used in place of the pack, by `--pack` or `--rules`. While the sources stand where they stood, it is \
      refused as soon as they say something else; where they are not there, it stands alone.

      Examples:
        recommend compile Rules/ecommerce-operations -o shop.bin
        recommend --profile Profiles/me.yaml --pack shop.bin
      """)

  @Argument(
    help: ArgumentHelp(
      "The pack: its folder, or its id.",
      discussion: "Default: the one that no other pack uses.", valueName: "pack"))
  var source: String?

  @Option(name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if let option = advise.firstStated { throw ValidationError("'compile' takes no '\(option)'") }
  }

  func run() throws {
    try Reporter(terminal).run {
      let pack = try pack()
      let size = try pack.write(image: output)
      let words = terminal.summaryWords
      try Stream.output.write(
        words.wrote(
          output, "\(pack.id) \(pack.version)", rules: pack.ruleCount, facts: pack.factCount, size: size
        )
        .safeForTerminal + "\n")
    }
  }

  private func pack() throws -> Pack {
    guard let source else { return try rules.folder().pack(rules.packID) }
    let folder = RulesFolder(path: source)
    return folder.isThere ? try folder.pack(rules.packID) : try rules.folder().pack(source)
  }
}
