import Foundation
import TestSupport

/// The codes of diagnostics, as they stand in the sources and in the cases.
enum DiagnosticCodes {
  /// Words with hyphens in the sources that are no codes.
  static let others: Set<String> = [
    "career-method", "cat-file", "cost-unit", "ls-tree", "rev-parse", "utf-8", "utf-16", "content-length",
    "what-if", "why-not",
    // Kinds of changes and reasons in the JSON of `test`.
    "packs-decide", "remove-rule", "drop-exception", "remove-row", "nothing-states", "drop-premise",
    "drop-comparison", "drop-conclusion", "no-tests", "without-all",
  ]

  /// What stands before a code.
  private static let leads = ["report(", "error(", "code:", "code ="]

  /// Every text of small letters with a hyphen between, and every word where a code stands.
  static func inSources() throws -> Set<String> {
    var codes: Set<String> = []
    for url in files(below: "Sources", ending: ".swift") {
      let text = try String(contentsOf: url, encoding: .utf8)
      var before = ""[...]
      for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for piece in line.split(separator: "\"", omittingEmptySubsequences: false) {
          if isCode(piece), piece.contains("-") || leads.contains(where: before.hasSuffix) {
            codes.insert(String(piece))
          }
          let end = piece.lastIndex { $0 != " " }
          if let end { before = piece[...end] }
        }
      }
    }
    return codes
  }

  private static func isCode(_ text: Substring) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let isSpelt = text.utf8.allSatisfy { letters ~= $0 || digits ~= $0 || $0 == UInt8(ascii: "-") }
    return isSpelt && !text.isEmpty && !text.hasPrefix("-") && !text.hasSuffix("-")
  }

  /// The codes that the cases expect.
  static func inCases() throws -> Set<String> {
    var codes: Set<String> = []
    for url in files(below: "Tests/Cases", ending: ".expected") {
      let text = try String(contentsOf: url, encoding: .utf8)
      for match in text.matches(of: /error\[([a-z0-9-]+)\]/) { codes.insert(String(match.1)) }
    }
    return codes
  }

  private static func files(below folder: String, ending end: String) -> [URL] {
    let root = Repository.root.appending(path: folder)
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (found?.allObjects as? [URL] ?? []).filter { $0.path.hasSuffix(end) }
  }
}
