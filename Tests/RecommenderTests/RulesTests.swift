import Foundation
import RuleLanguage
import TestSupport
import Testing

@testable import Recommender

/// The packs that the project ships.
@Suite("The packs in Rules") struct RulesTests {
  static let packs = ["career-method", "ecommerce-operations", "software-careers"]

  private static let testNames = Result {
    try packs.flatMap { id in
      try Pack(at: Repository.root.appending(path: "Rules/\(id)").path).testResults().map(\.name)
    }
  }

  @Test("every pack passes its own tests", arguments: packs)
  func ownTests(pack: String) throws {
    let pack = try Pack(at: Repository.root.appending(path: "Rules/\(pack)").path)
    let results = try pack.testResults()
    #expect(!results.isEmpty)
    for result in results where !result.passed {
      Issue.record("\(result.name)\n\(result.failures.map(\.description).joined(separator: "\n"))")
    }
  }

  @Test("each line of the article's checklist is named by a test", arguments: 1...24)
  func checklist(line: Int) throws {
    let pattern = try Regex("(^|[^0-9A-Za-z])F\(line)([^0-9]|$)")
    let names = try Self.testNames.get()
    #expect(names.contains { $0.contains(pattern) }, "no test is named after F\(line)")
  }

  private static let suite = Result {
    try TestSuite(packs.map { try Pack(at: Repository.root.appending(path: "Rules/\($0)").path) })
  }

  @Test("a test makes every rule and every row of a table apply")
  func coverage() throws {
    let coverage = try Self.suite.get().coverage()
    #expect(coverage.packs.map(\.id) == Self.packs)
    for rule in coverage.packs.flatMap(\.rules) {
      #expect(rule.isCovered, "no test reaches \(rule.name): \(String(describing: rule.reason))")
    }
  }

  /// A sample, spread over all changes, whose share differs a little from that of all; `make mutation` tries them all
  /// and asks for 95.
  @Test("tests notice nearly every one of a hundred changes to the rules")
  func mutation() throws {
    let report = try Self.suite.get().mutations(sample: 100, findsTests: false)
    #expect(report.isComplete && report.mutations.count == 100 && report.possible > 900)
    let missed = report.missed.map { "\($0.rule): \($0.kind) \($0.before) → \($0.after ?? "")" }
    #expect((report.score ?? 0) >= 93, "\(missed.joined(separator: "\n"))")
  }

  @Test("the method knows no word of e-commerce")
  func methodIsFreeOfTheDomain() throws {
    let folder = Repository.root.appending(path: "Rules/career-method")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".yaml")
    }
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8).lowercased()
      for word in ["e-commerce", "ecommerce", "电商", "店铺", "商家", "merchant", "gmv"] {
        #expect(!text.contains(word), "\(file) says \(word)")
      }
    }
  }

  @Test("every skill of the field says what it is, how to practise it and when that is done")
  func skillsAreDescribed() throws {
    let folder = Repository.root.appending(path: "Rules/ecommerce-operations/skills")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let lines = try files.flatMap { file in
      try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n")
    }
    for field in ["sort", "meaning", "practice", "sign"] {
      #expect(lines.count { $0.hasPrefix("    \(field):") } == 80, "\(field)")
    }
  }

  @Test("each need of the software pack names the occupation of ESCO where it was seen")
  func needsAreSeen() throws {
    let folder = Repository.root.appending(path: "Rules/software-careers/roles")
    let roles = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0 != "every-role.yaml"
    }
    #expect(roles.count == 12)
    for file in roles {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let source = "esco-\(file.dropLast(5))"
      let needs = text.split(separator: "importance: ").count - 1
      #expect(needs >= 10, "\(file)")
      #expect(text.split(separator: "seen: [\(source)]").count - 1 == needs, "\(file)")
      #expect(try Repository.text("Rules/software-careers/sources.yaml").contains("  \(source):\n"))
    }
  }

  @Test("the pack holds all roles, skills and resources")
  func counts() throws {
    let pack = try Samples.pack
    for (kind, count) in [("role", 15), ("skill", 80), ("resource", 287), ("channel", 6)] {
      let id = try #require(pack.compiled.shape.kind(named: kind))
      #expect(pack.compiled.vocabulary.count(of: id) == count, "\(kind)")
    }
  }
}
