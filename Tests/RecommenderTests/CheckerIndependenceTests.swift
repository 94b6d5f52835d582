import Foundation
import TestSupport
import Testing

/// What is said of the checker of certificates: it is small, and uses nothing of the evaluator.
@Suite("The checker of certificates") struct CheckerIndependenceTests {
  private static func sources() throws -> [String] {
    let folder = "Sources/Recommender/Certificate/Checker"
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: folder).path)
    return try files.sorted().map { try Repository.text("\(folder)/\($0)") }
  }

  @Test("it has less than 400 lines of code")
  func size() throws {
    let lines = try Self.sources().flatMap { $0.split(separator: "\n") }
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.hasPrefix("//") }
    #expect(lines.count > 100)
    #expect(lines.count < 400)
  }

  @Test(
    "it names nothing that evaluates",
    arguments: [
      "Outcome", "Evaluator", "evaluate(", "ExactDecimal", "Model", "answers(", "derivations(", "solutions(",
      ".value(of: variable",
    ])
  func independence(name: String) throws {
    for text in try Self.sources() { #expect(!text.contains(name)) }
  }
}
