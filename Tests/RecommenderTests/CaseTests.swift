import Foundation
import TestSupport
import Testing

@testable import Recommender

/// Packs and profiles in files, with what must come of them beside each.
///
/// `Tests/Cases/<area>/good/` holds what is accepted, `bad/` what is refused; `name.expected` beside `name.yaml` is the
/// recommendation, or the whole text of the mistakes. `RECORD_CASES=1 swift test --filter Cases` writes the expected
/// files anew; read every line of what changed before you keep it.
@Suite("Cases") struct CaseTests {
  @Test("A case gives what stands beside it", arguments: try CaseFile.all())
  func outcome(of file: CaseFile) throws {
    let text: String
    let isAccepted: Bool
    do throws(DiagnosticError) {
      (text, isAccepted) = (try file.outcome(), true)
    } catch {
      (text, isAccepted) = (error.description + "\n", false)
    }
    try #require(isAccepted == file.isGood, "this was \(isAccepted ? "accepted" : "refused"):\n\(text)")
    if ProcessInfo.processInfo.environment["RECORD_CASES"] == "1" {
      try text.write(to: file.expected, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file.expected, encoding: .utf8)
    #expect(text == expected, "\(file)")
  }

  @Test("No expected file is left behind by its case") func orphans() throws {
    let known = Set(try CaseFile.all().map(\.expected.path))
    #expect(!known.isEmpty)
    for file in try CaseFile.files(below: CaseFile.root) where file.pathExtension == "expected" {
      #expect(known.contains(file.path), "\(file.path) belongs to no case")
    }
  }

  @Test("A damaged case is read or refused, and never stops the program", arguments: try CaseFile.all())
  func damage(to file: CaseFile) throws {
    var random = SeededRandom(seed: UInt64(file.description.utf8.count))
    for _ in 0..<12 {
      do throws(DiagnosticError) {
        _ = try file.damaged(by: &random).outcome()
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}

/// A file or folder of cases, with the texts that stand in it.
struct CaseFile: CustomTestStringConvertible, CustomStringConvertible {
  /// What a case is, which the name of its area says.
  enum Content {
    /// A pack in one file, and a profile for it.
    case pack(String, profile: [UInt8]?)
    /// Several packs, their files by path, and a profile.
    case packs([String: String], profile: [UInt8]?)
    /// A profile for the pack of the area.
    case profile([UInt8], pack: String)
    /// A file of tests for the pack of the area.
    case tests(String, pack: String)
  }

  /// How the outcome of a good case is written down.
  enum Printing {
    case facts
    /// Sections, assumptions and warnings in every locale of the pack.
    case page
    /// Facts, and behind them what may change.
    case changes
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Cases").resolvingSymlinksInPath()

  /// The path below `Cases`: `facts/bad/unknown-id.yaml`.
  let description: String
  let isGood: Bool
  let expected: URL
  var content: Content
  let printing: Printing

  var testDescription: String { description }

  // MARK: Finding

  /// Every case, in the order of their paths.
  static func all() throws -> [CaseFile] {
    var cases: [CaseFile] = []
    for area in try entries(of: root) {
      for kind in ["bad", "good"] {
        for entry in try entries(of: area.appendingPathComponent(kind)) where isCase(entry) {
          cases.append(try CaseFile(entry, area: area, isGood: kind == "good"))
        }
      }
    }
    return cases
  }

  static func files(below folder: URL) throws -> [URL] {
    try entries(of: folder).flatMap { $0.hasDirectoryPath ? try files(below: $0) : [$0] }
  }

  private static func entries(of folder: URL) throws -> [URL] {
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder.path) else { return [] }
    let entries = try manager.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
    return entries.sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  private static func isCase(_ entry: URL) -> Bool {
    if entry.hasDirectoryPath { return true }
    return ["yaml", "json"].contains(entry.pathExtension)
      && !entry.lastPathComponent.hasSuffix(".profile.yaml")
  }

  private init(_ entry: URL, area: URL, isGood: Bool) throws {
    let name = area.lastPathComponent
    description = "\(name)/\(isGood ? "good" : "bad")/\(entry.lastPathComponent)"
    self.isGood = isGood
    let isReport = entry.lastPathComponent.hasPrefix("report")
    printing =
      name == "changes" ? .changes : isReport || ["questions", "report"].contains(name) ? .page : .facts
    let base = entry.hasDirectoryPath ? entry : entry.deletingPathExtension()
    expected = base.appendingPathExtension("expected")
    let profile = try? [UInt8](Data(contentsOf: base.appendingPathExtension("profile.yaml")))
    func packOfArea() throws -> String { try Self.text(of: area.appendingPathComponent("pack.yaml")) }
    switch name {
    case "packs": content = .packs(try Self.texts(below: entry), profile: profile)
    case "profile": content = .profile([UInt8](try Data(contentsOf: entry)), pack: try packOfArea())
    case "tests": content = .tests(try Self.text(of: entry), pack: try packOfArea())
    default: content = .pack(try Self.text(of: entry), profile: profile)
    }
  }

  private static func text(of file: URL) throws -> String {
    String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private static func texts(below folder: URL) throws -> [String: String] {
    var texts: [String: String] = [:]
    for file in try files(below: folder) {
      texts[file.pathComponents.dropFirst(folder.pathComponents.count).joined(separator: "/")] = try text(
        of: file)
    }
    return texts
  }

  // MARK: Running

  /// What the case comes to, or its mistakes.
  func outcome() throws(DiagnosticError) -> String {
    switch content {
    case .pack(let text, let profile):
      return try recommendation(of: Pack(files: ["case/pack.yaml": text]), for: profile)
    case .packs(let files, let profile):
      return try recommendation(of: Pack(files: files), for: profile)
    case .profile(let profile, let pack):
      return try recommendation(of: Pack(files: ["case/pack.yaml": pack]), for: profile)
    case .tests(let text, let pack):
      let pack = try Pack(files: ["case/pack.yaml": pack, "case/tests/tests.yaml": text])
      return try pack.testResults().map(Self.text).joined(separator: "\n")
    }
  }

  private func recommendation(of pack: Pack, for profile: [UInt8]?) throws(DiagnosticError) -> String {
    let profile = try Profile(bytes: profile ?? Array("{}".utf8), named: "profile.yaml", for: pack)
    let recommendation = try pack.recommendation(for: profile)
    switch printing {
    case .facts: return recommendation.facts.yaml()
    case .changes:
      return try recommendation.facts.yaml() + "\n" + ChoiceText.of(Answer(of: pack, for: profile.facts))
    case .page:
      let pages = recommendation.locales.map { locale in
        let page = recommendation.value(in: locale)
        let parts = ["title", "sections", "assumptions", "warnings"]
        return Value.Field(
          locale, .object(parts.compactMap { name in page[name].map { Value.Field(name, $0) } }))
      }
      return Value.object(pages).yaml()
    }
  }

  private static func text(_ result: TestResult) -> String {
    let failures = result.failures.map { $0.description + "\n" }
    return (["\(result.passed ? "passed" : "failed"): \(result.name)\n"] + failures).joined()
  }

  // MARK: Damaging

  /// The same case with a line taken out, written twice, or swapped with another one.
  func damaged(by random: inout SeededRandom) -> CaseFile {
    func damage(_ text: String) -> String { Self.damaged(text, by: &random) }
    var copy = self
    switch content {
    case .pack(let text, let profile): copy.content = .pack(damage(text), profile: profile)
    case .packs(let files, let profile):
      copy.content = .packs(
        Dictionary(uniqueKeysWithValues: files.sorted { $0.key < $1.key }.map { ($0.key, damage($0.value)) }),
        profile: profile)
    case .profile(let profile, let pack):
      copy.content = .profile(Array(damage(String(decoding: profile, as: UTF8.self)).utf8), pack: pack)
    case .tests(let text, let pack): copy.content = .tests(damage(text), pack: pack)
    }
    return copy
  }

  private static func damaged(_ text: String, by random: inout SeededRandom) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for _ in 0...Int.random(in: 0..<2, using: &random) where lines.count > 1 {
      let line = Int.random(in: lines.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: lines.remove(at: line)
      case 1: lines.insert(lines[line], at: line)
      case 2: lines.swapAt(line, Int.random(in: lines.indices, using: &random))
      default: lines[line] = random.pick(lines)
      }
    }
    return lines.joined(separator: "\n")
  }
}
