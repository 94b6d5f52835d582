import Inference
import RuleLanguage
import SourceTree

/// What is told about images.
enum ImageDiagnostics {
  private static let compile = "compile the pack again with `recommend compile`"

  /// - Parameter path: nil for an image in memory.
  static func unusable(_ path: String?, _ problem: ImageProblem) -> DiagnosticError {
    let name = path.map { "`\($0)`" } ?? "the image"
    return switch problem {
    case .foreign:
      error(
        "not-an-image", "\(name) is not the image of a pack",
        help: "`recommend compile` makes one; a pack's sources are given as their folder")
    case .otherVersion(let version):
      error(
        "image-version", "\(name) has the format \(version), which this version does not read", help: compile)
    case .otherByteOrder:
      error("image-version", "\(name) was made on a machine of another kind", help: compile)
    case .damaged: error("damaged-image", "\(name) was cut short or altered", help: compile)
    }
  }

  static func stale(
    _ path: String, _ record: SourceRecord, _ difference: (files: [String], count: Int)
  ) -> DiagnosticError {
    let (parent, _) = Pack.split(path)
    let root = [parent, record.rules].filter { $0 != "." }.joined(separator: "/")
    let folder = ([record.rules.hasPrefix("/") ? record.rules : root] + [record.folders.last ?? ""])
      .filter { !$0.isEmpty }.joined(separator: "/")
    let rest = difference.count - difference.files.count
    return error(
      "stale-image",
      "`\(path)` is out of date: \(difference.files.joined(separator: ", "))"
        + (rest > 0 ? " and \(rest) more differ" : ""),
      help: "compile the pack again: `recommend compile \(folder) -o \(path)`")
  }

  static func already(_ id: String) -> DiagnosticError {
    error(
      "already-an-image", "the pack `\(id)` comes from an image, and its sources are needed to make one",
      help: "name the folder of the pack")
  }

  static func noTests(_ id: String) -> DiagnosticError {
    error(
      "no-tests-in-image", "the pack `\(id)` comes from an image, which has no tests",
      help: "name the folder of the pack")
  }

  static func unwritable(_ path: String, _ problem: FileProblem) -> DiagnosticError {
    let reason =
      switch problem {
      case .missing: "there is no such folder"
      case .isFolder: "it is a folder"
      case .noPermission: "permission denied"
      case .tooLarge: "it is too large"
      case .other(let reason): reason
      }
    return error("unwritable-file", "`\(path)` cannot be written: \(reason)")
  }

  private static func error(_ code: String, _ message: String, help: String? = nil) -> DiagnosticError {
    DiagnosticError([Diagnostic(code: code, message: message, help: help)])
  }
}
