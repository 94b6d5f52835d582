internal import ArgumentParser

/// `recommend import …`: makes a pack out of what others publish.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a pack out of data that others publish.",
    usage: "recommend import esco --csv <dir> --out <dir> [--lang <lang>]",
    discussion: """
      Examples:
        recommend import esco --csv ~/Downloads/ESCO --out Rules/esco
      """,
    subcommands: [ImportESCOCommand.self])
}
