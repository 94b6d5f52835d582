import Foundation
import TestSupport
import Testing

/// `recommend why`, `recommend why-not` and `recommend reach` as they are run.
///
/// `RECORD_CASES=1 swift test --filter WhyCommand` writes the outputs anew.
@Suite("why, why-not and reach") struct WhyCommandTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    var status: Int32 = 0
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "rank.en", arguments: ["why", "fit: { content-operations: { rank: 1 } }", "--lang", "en"]),
    Case(name: "rank.zh", arguments: ["why", "fit: { content-operations: { rank: 1 } }", "--lang", "zh"]),
    Case(name: "target.zh", arguments: ["why", "targets: $role", "--lang", "zh", "--depth", "5"]),
    Case(name: "not-a-target.en", arguments: ["why-not", "targets: channel-operations", "--lang", "en"]),
    Case(name: "not-a-target.zh", arguments: ["why-not", "targets: channel-operations", "--lang", "zh"]),
    Case(
      name: "not-first.en",
      arguments: ["why-not", "fit: { new-media-operations: { rank: 1 } }", "--lang", "en"]),
    Case(
      name: "not-first.zh",
      arguments: ["why-not", "fit: { new-media-operations: { rank: 1 } }", "--lang", "zh"]),
    Case(
      name: "two-patterns.zh",
      arguments: [
        "why-not", "[{ stage: $stage }, { gaps: { short-video: { missing: 1.. } } }]", "--lang", "zh",
      ]),
    Case(
      name: "holds.zh", arguments: ["why-not", "targets: content-operations", "--lang", "zh"], status: 1),
    Case(
      name: "does-not-hold.en", arguments: ["why", "targets: channel-operations", "--lang", "en"], status: 1),
    Case(name: "wrong-goal.en", arguments: ["why", "targets: seo-operations", "--lang", "en"], status: 65),
    Case(
      name: "reach.zh", arguments: ["reach", "fit: { new-media-operations: { rank: 1 } }", "--lang", "zh"]),
    Case(
      name: "reach.en",
      arguments: [
        "reach", "fit: { new-media-operations: { rank: 1 } }", "--lang", "en", "--alternatives", "2",
      ]),
    Case(
      name: "reach-within.en",
      arguments: ["reach", "fit: { new-media-operations: { rank: 1 } }", "--lang", "en", "--within", "50"],
      status: 1),
    Case(name: "reach-years.zh", arguments: ["reach", "stage: entering", "--lang", "zh"], status: 1),
    Case(name: "reach-years.en", arguments: ["reach", "stage: entering", "--lang", "en"], status: 1),
    Case(name: "reach-already.zh", arguments: ["reach", "stage: years-1-3", "--lang", "zh"]),
    Case(
      name: "sentence.zh",
      arguments: ["why", "gaps: { $skill: { missing: 2.. } }", "--lang", "zh", "--sentence"]),
  ]

  @Test("the output is the recorded one", arguments: cases)
  func recorded(sample: Case) throws {
    let ran = try Shell.recommend(
      sample.arguments + ["--profile", "Profiles/me.yaml", "--rules", "Rules/ecommerce-operations"])
    #expect(ran.status == sample.status, "\(ran.errors)")
    let output = ran.output + ran.errors
    let path = "Tests/Cases/explanations/\(sample.name).txt"
    if ProcessInfo.processInfo.environment["RECORD_CASES"] != nil {
      try output.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
    } else {
      #expect(try output == Repository.text(path), "\(path) is another text; RECORD_CASES=1 records it anew")
    }
  }

  @Test("the answer no ends with status 1, in every format")
  func no() throws {
    for format in ["text", "json", "yaml"] {
      let why = try Shell.recommend([
        "why", "targets: channel-operations", "--profile", "Profiles/me.yaml", "--format", format,
      ])
      #expect(why.status == 1 && !why.output.isEmpty && why.errors.isEmpty)
    }
  }

  @Test("no line is wider than the terminal, and a terminal without Unicode gets none of our own")
  func narrow() throws {
    let ran = try Shell.recommend(
      ["why-not", "targets: channel-operations", "--profile", "Profiles/me.yaml", "--lang", "en"],
      environment: ["COLUMNS": "60", "LC_ALL": "C"])
    #expect(ran.status == 0)
    #expect(ran.output.utf8.allSatisfy { $0 < 128 })
    #expect(ran.output.split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test(
    "a command line that is wrong is refused",
    arguments: [
      ["why"], ["why", "targets: $_"], ["why", "targets: $_", "--profile", "Profiles/me.yaml", "--why"],
      ["why", "targets: $_", "--profile", "Profiles/me.yaml", "--format", "markdown"],
      ["why", "targets: $_", "--profile", "Profiles/me.yaml", "--depth", "0"],
      ["why", "targets: $_", "--profile", "Profiles/me.yaml", "--sentence", "--format", "json"],
      ["why-not", "targets: $_", "--profile", "Profiles/me.yaml", "--limit", "0"],
    ])
  func usage(arguments: [String]) throws {
    #expect(try Shell.recommend(arguments).status == 64)
  }
}
