/// What the command line says.
struct Options {
  /// The folder of the two workloads.
  var workloads = ""
  /// The command `recommend`, built for release.
  var command = ""
  /// Where the packs and sample profiles of the project are.
  var project = "."
  /// A folder with the CSV files of ESCO; empty where there is none.
  var esco = ""
  /// Where files may be made.
  var scratch = ".build/ratios"
  /// How many profiles are evaluated.
  var profiles = 20_000
  /// How many times everything is measured.
  var rounds = 7

  init(_ arguments: some Sequence<String>) throws(Failure) {
    var rest = Array(arguments)[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Failure("`\(name)` wants a value") }
      switch name {
      case "--workloads": workloads = value
      case "--command": command = value
      case "--project": project = value
      case "--esco-csv": esco = value
      case "--scratch": scratch = value
      case "--profiles": profiles = Int(value) ?? 0
      case "--rounds": rounds = Int(value) ?? 0
      default: throw Failure("`\(name)` is unknown")
      }
    }
    if workloads.isEmpty { throw Failure("`--workloads` is missing") }
    if profiles < 1 || rounds < 1 { throw Failure("`--profiles` and `--rounds` want a number above zero") }
  }
}
