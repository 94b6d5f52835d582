import Foundation
import TestSupport
import Testing

@testable import Recommender

/// What a look at the meaning of a pack finds, and what it leaves in peace.
@Suite struct AnalysisTests {
  private static let faulty = "Tests/Analysis/faulty"

  @Test func `every fault that is seeded is found, and nothing else`() throws {
    let pack = try Pack(at: Repository.root.appending(path: Self.faulty).path)
    let analysis = pack.analysis(in: "en")
    let found = analysis.findings.map { finding in
      "\(finding.diagnostic.severity.rawValue)[\(finding.diagnostic.code)] \(finding.diagnostic.message)"
    }
    let expected = try String(
      contentsOf: Repository.root.appending(path: "Tests/Analysis/faulty.expected"), encoding: .utf8)
    #expect(found.joined(separator: "\n") + "\n" == expected)
    #expect(analysis.independent == ["profile.origin"])
    #expect(analysis.undecided == 0)
    #expect(analysis.hasFaults)
  }

  @Test func `a witness shows the fault when it is evaluated`() throws {
    let pack = try Pack(at: Repository.root.appending(path: Self.faulty).path)
    let analysis = pack.analysis()
    let conflicts = analysis.findings.filter { $0.diagnostic.code == "conflicting-rules" }
    #expect(conflicts.count == 3)
    for finding in conflicts {
      let witness = try #require(finding.witness)
      let profile = try Profile(witness.yaml(), for: pack)
      #expect(throws: DiagnosticError.self) { try pack.recommendation(for: profile) }
    }
  }

  @Test(arguments: ["Rules/career-method", "Rules/ecommerce-operations", "Rules/software-careers"])
  func `our packs are without fault`(path: String) throws {
    let analysis = try Pack(at: Repository.root.appending(path: path).path).analysis(effort: 300)
    #expect(analysis.findings.filter { $0.diagnostic.severity == .error }.map(\.diagnostic.message) == [])
  }

  @Test func `the order of files changes no finding`() throws {
    let folder = Repository.root.appending(path: Self.faulty)
    var files: [String: String] = [:]
    for name in ["facts", "pack", "report", "rules", "shape"] {
      files[name] = try String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8)
    }
    func findings(_ names: [String: String]) throws -> [String] {
      let renamed = files.map { ("faulty/\(names[$0.key] ?? $0.key).yaml", $0.value) }
      let pack = try Pack(files: Dictionary(uniqueKeysWithValues: renamed))
      return pack.analysis().findings.map(\.diagnostic.message).sorted()
    }
    #expect(try findings([:]) == findings(["rules": "a", "shape": "z", "facts": "y"]))
  }
}
