import Foundation
import Recommender
import SourceTree
import TestSupport
import Testing

/// Values as JSON and YAML.
@Suite struct ValueTests {
  private static let texts = [
    "", "plain", "文案：写作（一）", "a \"quoted\" \\ text", "line\nbreak\r\n\ttab", "\u{0}\u{1F}\u{7F}\u{85}\u{9F}",
    "\u{2028}\u{2029}\u{FEFF}", "🎯 e\u{301} ü", "yes", "no", "012", "- a: b # c", "{x}", "'", "$role",
  ]

  private func random(_ random: inout SeededRandom, depth: Int) -> Value {
    switch Int.random(in: 0..<(depth > 0 ? 5 : 3), using: &random) {
    case 0: return .text(Self.texts.randomElement(using: &random) ?? "")
    case 1: return .number("\(Int.random(in: -9_999...9_999, using: &random))")
    case 2: return .bool(Bool.random(using: &random))
    case 3:
      return .list(
        (0..<Int.random(in: 0..<4, using: &random)).map { _ in self.random(&random, depth: depth - 1) })
    default:
      return .object(
        (0..<Int.random(in: 0..<4, using: &random)).map { index in
          Value.Field(
            (Self.texts.randomElement(using: &random) ?? "") + "\(index)",
            self.random(&random, depth: depth - 1))
        })
    }
  }

  /// The value with numbers and truths as the texts that stand for them, which is all that YAML's nodes know.
  private func spelled(_ value: Value) -> Value {
    switch value {
    case .text: value
    case .number(let number): .text(number)
    case .bool(let truth): .text(truth ? "true" : "false")
    case .list(let items): .list(items.map(spelled))
    case .object(let fields): .object(fields.map { Value.Field($0.name, spelled($0.value)) })
    }
  }

  private func read(_ text: String) throws -> Value {
    var sources = SourceMap()
    var findings = Findings()
    let file = sources.add(path: "value", bytes: Array(text.utf8))
    let node = YAMLReader.read(file, in: sources, limits: SourceLimits(), findings: &findings)
    try #require(findings.isEmpty, "\(sources.error(findings))\n\(text)")
    return value(try #require(node))
  }

  private func value(_ node: YAMLNode) -> Value {
    switch node.content {
    case .scalar(let text): .text(text)
    case .sequence(let items): .list(items.map(value))
    case .mapping(let entries): .object(entries.map { Value.Field($0.key.scalar ?? "", value($0.value)) })
    }
  }

  @Test("what is written is what is read, as JSON, dense JSON and YAML", arguments: 0..<200)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let value: Value = ["value": self.random(&random, depth: 4)]
    #expect(try read(value.json()) == spelled(value))
    #expect(try read(value.json(pretty: false)) == spelled(value))
    #expect(try read(value.yaml()) == spelled(value))
    // Another reader agrees that it is JSON.
    _ = try JSONSerialization.jsonObject(with: Data(value.json().utf8))
  }
}
