internal import ArgumentParser

/// Where the rules are.
struct RulesOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of packs, or one pack.",
      discussion: "Default: $RECOMMEND_RULES, else ./Rules, else the rules that came with the command.",
      valueName: "dir"))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "The pack, by its id. Default: the one that the profile names, else the one that no other uses.",
      valueName: "id"))
  var pack: String?

  /// The folder that is stated here or as an argument, else the first default that there is.
  func folder(_ argument: String? = nil) throws(Failure) -> RulesFolder {
    if let path = argument ?? rules { return RulesFolder(path: path) }
    return try .standard(.process)
  }
}
