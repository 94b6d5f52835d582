internal import ArgumentParser

/// What a recommendation is made from and how it is shown.
struct AdviseOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The profile, a YAML or JSON file; - reads standard input.", valueName: "file"))
  var profile: String?

  @Option(help: "The form of the output: text, markdown, json or yaml.")
  var format: OutputFormat = .text

  @Flag(help: "Print the reasons of each line beneath it.")
  var why = false

  @Option(
    help: ArgumentHelp(
      "Also write the result with every derivation to a file, which 'verify' checks.", valueName: "file"))
  var proof: String?

  /// What is wrong with these options where only `--format` may stand, with some of its values.
  func complaint(of command: String, formats: [OutputFormat]) -> String? {
    if profile != nil { return "'\(command)' takes no '--profile'" }
    if why { return "'\(command)' takes no '--why'" }
    if proof != nil { return "'\(command)' takes no '--proof'" }
    if formats.contains(format) { return nil }
    let known = formats.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return "'\(command)' has no form '\(format.rawValue)'; it has \(known)"
  }

  /// The first of these options that stands on the command line, for the commands that take none of them.
  var firstStated: String? {
    if profile == nil, format != .text { return "--format" }
    return firstStatedButFormat
  }

  /// The same for commands that print in more than one form.
  var firstStatedButFormat: String? {
    if profile != nil { return "--profile" }
    if why { return "--why" }
    return proof == nil ? nil : "--proof"
  }
}
