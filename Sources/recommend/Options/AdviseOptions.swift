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

  /// The first of these options that stands on the command line, for the commands that take none of them.
  var firstStated: String? {
    if profile == nil, format != .text { return "--format" }
    return firstStatedButFormat
  }

  /// The same for commands that print in more than one form.
  var firstStatedButFormat: String? {
    if profile != nil { return "--profile" }
    return why ? "--why" : nil
  }
}
