internal import ArgumentParser

/// Where the rules are.
struct RulesOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of packs, one pack, or the file that 'compile' wrote.",
      discussion: "Default: $RECOMMEND_RULES, else ./Rules, else the rules that came with the command.",
      valueName: "dir"))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "The pack, by its id or its file. Default: the one that the profile names, else the one that no other uses.",
      valueName: "id"))
  var pack: String?

  /// The folder that is stated here or as an argument, else the first default that there is.
  func folder(_ argument: String? = nil) throws(Failure) -> RulesFolder {
    if let path = argument ?? packPath ?? rules { return RulesFolder(path: path) }
    return try .standard(.process)
  }

  /// What `--pack` says, if it is an id.
  var packID: String? { packPath == nil ? pack : nil }

  /// What `--pack` says, if it is a path: no id has a dot or a slash.
  private var packPath: String? {
    pack.flatMap { $0.contains(".") || $0.contains("/") ? $0 : nil }
  }
}
