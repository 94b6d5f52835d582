import Foundation
import RuleLanguage
import SourceTree
import TestSupport
import Testing

@testable import Recommender

/// What is laid out says what it said, keeps each comment, and is laid out the same again.
///
/// `LAYOUT_SEED=12 LAYOUT_SHARE=1 swift test --filter LayoutProof` sprinkles other comments over all files.
@Suite("Layout changes no meaning") struct LayoutProofTests {
  private static let seed = UInt64(number("LAYOUT_SEED") ?? 40)
  /// One file of so many is sprinkled with comments.
  private static let share = number("LAYOUT_SHARE") ?? 4

  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  /// The YAML files of the repository that can be read, by path.
  static let files: [(path: String, text: String)] = {
    let folders = ["Rules", "Profiles", "Tests/Cases", "Tests/ESCO/pack", "Benchmarks/Workloads"]
    return folders.flatMap { (folder: String) -> [(path: String, text: String)] in
      let root = Repository.root.appending(path: folder)
      let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
      return paths.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().compactMap { path in
        guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8),
          tree(text)?.first == "{"
        else { return nil }
        return ("\(folder)/\(path)", text)
      }
    }
  }()

  @Test("every file of the repository keeps its tree and its comments, and is laid out once")
  func repository() throws {
    #expect(Self.files.count > 300)
    for (path, text) in Self.files {
      let result = try Layout.result(for: text, path: path)
      #expect(result.obstacle == nil, "\(path)")
      #expect(Self.tree(result.text) == Self.tree(text), "\(path)")
      #expect(try Layout.formatted(result.text) == result.text, "\(path)")
      #expect(Self.comments(result.text) == Self.comments(text), "\(path)")
    }
  }

  @Test("the packs in Rules compile to the same program", arguments: RulesTests.packs)
  func rules(id: String) throws {
    var files: [String: String] = [:]
    for (path, text) in Self.files where path.hasPrefix("Rules/") { files[String(path.dropFirst(6))] = text }
    try Self.expectSameProgram(files, id: id)
  }

  @Test("generated packs compile to the same program in any arrangement", arguments: 0..<4)
  func generated(batch: UInt64) throws {
    for seed in batch * 10 + 7_000..<batch * 10 + 7_010 {
      let text = PackText(SampleGenerator.program(seed: seed), hasReport: true)
      for arrangement in 0..<2 {
        try Self.expectSameProgram(text.files(arrangement: UInt64(arrangement)), id: nil)
      }
    }
  }

  @Test("a comment at any place where one may stand is kept once, in its order", arguments: 0..<8)
  func sprinkled(batch: Int) throws {
    var random = SeededRandom(seed: UInt64(batch) + Self.seed)
    var sprinkled = 0
    for (index, file) in Self.files.enumerated() where index % (8 * Self.share) == batch {
      guard file.text.utf8.count < 20_000, let tree = Self.tree(file.text) else { continue }
      var text = file.text
      for number in 0..<12 {
        guard let next = Self.sprinkling("# 注\(number) here", into: text, &random),
          Self.tree(next) == tree, Self.isComment("# 注\(number) here", in: next)
        else { continue }
        text = next
        sprinkled += 1
      }
      let result = try Layout.result(for: text, path: file.path)
      #expect(result.obstacle == nil, "\(file.path)\n\(text)")
      #expect(Self.comments(result.text) == Self.comments(text), "\(file.path)\n\(text)\n\(result.text)")
      #expect(Self.tree(result.text) == tree, "\(file.path)")
      let again = try Layout.formatted(result.text)
      #expect(again == result.text, "\(file.path)\n\(text)\n=====\n\(result.text)\n=====\n\(again)")
    }
    #expect(sprinkled > 30, "\(sprinkled)")
  }

  // MARK: Comparing

  private static func expectSameProgram(_ files: [String: String], id: String?) throws {
    let laidOut = try files.mapValues { try Layout.formatted($0) }
    let (old, new) = (try Pack(files: files, id: id), try Pack(files: laidOut, id: id))
    #expect(new.digest == old.digest)
    #expect(new.compiled.rules.map(\.name) == old.compiled.rules.map(\.name))
    #expect(new.compiled.rules.map(\.clause) == old.compiled.rules.map(\.clause))
    #expect(new.compiled.clauseRules == old.compiled.clauseRules)
    #expect(new.compiled.shape.leaves.map(\.path) == old.compiled.shape.leaves.map(\.path))
    #expect(new.factCount == old.factCount)
    for (path, text) in laidOut { #expect(try Layout.formatted(text) == text, "\(path)") }
  }

  /// A tree as text that no layout changes; nil for a file with mistakes.
  static func tree(_ text: String) -> String? {
    var sources = SourceMap()
    var findings = Findings()
    let file = sources.add(path: "", bytes: Array(text.utf8))
    let root = YAMLReader.read(file, in: sources, limits: SourceLimits(), findings: &findings)
    return findings.isEmpty ? root.map(written) : nil
  }

  private static func written(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text): "\(text.debugDescription)\(node.isEmpty ? "?" : "")"
    case .sequence(let items): "[" + items.map(written).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{" + entries.map { written($0.key) + ":" + written($0.value) }.joined(separator: ",") + "}"
    }
  }

  // MARK: Comments

  /// The comments of a text, found without the scan of the layout: a `#` that starts one may be followed by other
  /// words without a change of the tree.
  static func comments(_ text: String) -> [String] {
    text.replacingOccurrences(of: "\r\n", with: "\n").split(separator: "\n").compactMap { line in
      var found: Substring?
      for index in line.indices where line[index] == "#" {
        guard index == line.startIndex || " \t,[{".contains(line[line.index(before: index)]) else { continue }
        if isQuoted(line[..<index]) { continue }
        found = line[index...]
        break
      }
      return found.map { comment in
        String(comment).replacingOccurrences(of: "\\s+$", with: "", options: .regularExpression)
      }
    }
  }

  /// Whether quotes are open at the end of a piece of a line.
  private static func isQuoted(_ line: Substring) -> Bool {
    var quote: Character?
    var last: Character = " "
    for character in line {
      if let open = quote {
        if character == open, last != "\\" { quote = nil }
      } else if "\"'".contains(character), " [{,:-".contains(last) {
        quote = character
      }
      last = character
    }
    return quote != nil
  }

  private static func isComment(_ comment: String, in text: String) -> Bool {
    comments(text).contains(comment)
  }

  /// The text with a comment at a place of its own: at the end of a line, on its own line, or where the line breaks.
  private static func sprinkling(_ comment: String, into text: String, _ random: inout SeededRandom)
    -> String?
  {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let number = Int.random(in: 0..<lines.count, using: &random)
    var new = lines
    let margin = String(repeating: " ", count: Int.random(in: 0..<12, using: &random))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: new.insert(margin + comment, at: number)
    case 1: new[number] += margin + " " + comment
    case 2: new.insert(contentsOf: ["", margin + comment, ""], at: number)
    default:
      // Inside of brackets a line may break behind each comma and bracket, and before a closing one.
      let places = lines[number].indices.filter { "{[,}]:".contains(lines[number][$0]) }
      guard !places.isEmpty else { return nil }
      let place = random.pick(places)
      let isClosing = "}]".contains(lines[number][place])
      let cut = isClosing ? place : lines[number].index(after: place)
      let inner = String(repeating: " ", count: 40)
      new[number] =
        String(lines[number][..<cut]) + " " + comment + "\n" + inner + String(lines[number][cut...])
    }
    return new.joined(separator: "\n")
  }
}
