internal import ArgumentParser

/// What goes into a batch, what is wanted of it and where it goes.
struct BatchOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The profiles: a file with one JSON object a line, a CSV file, a folder, or - for standard input.",
      valueName: "input"))
  var input = "-"

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. Default: standard output.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "What is wanted, with commas between: sections of the report and places such as stage or fit.$role.rank.",
      discussion: "Default: the whole recommendation of each profile, as JSON.", valueName: "names"))
  var select: String?

  @Option(help: "The form of the input: ndjson, csv or folder. Default: by its name.")
  var inputFormat: InputFormat?

  @Option(help: "The form of the output: ndjson or csv. Default: by its name.")
  var outputFormat: RecordFormat?

  @Option(
    help: ArgumentHelp(
      "The field that names a profile and starts its record. Default: id, if the shape has it.",
      valueName: "field"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      "Where bad profiles are told, one JSON object a line. Default: standard error.", valueName: "file"))
  var errors: String?

  @Flag(help: "Stop at the first bad profile.")
  var failFast = false

  @Flag(help: "Go on where a run with the same options was interrupted.")
  var resume = false

  @Option(
    help: ArgumentHelp("How many threads work. Default: as many as there are cores.", valueName: "number"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 256") }
    if resume, output == nil {
      throw ValidationError("--resume needs --output: what is on standard output is gone")
    }
    if resume, input == "-" {
      throw ValidationError("--resume needs a file or a folder: standard input is gone")
    }
    if let errors, errors == output { throw ValidationError("--errors and --output are the same file") }
    if form == .csv, select == nil {
      throw ValidationError("CSV needs --select: it has no place for a whole page")
    }
  }

  /// The form of the output.
  var form: RecordFormat {
    outputFormat ?? (output?.lowercased().hasSuffix(".csv") == true ? .csv : .ndjson)
  }

  var names: [String]? {
    select?.split(separator: ",").map { name in
      var name = name
      while name.first == " " { name.removeFirst() }
      while name.last == " " { name.removeLast() }
      return String(name)
    }
  }
}
