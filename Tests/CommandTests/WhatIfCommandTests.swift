import Foundation
import TestSupport
import Testing

/// `recommend what-if`, as it prints.
@Suite struct WhatIfCommandTests {
  private static let changes = ["--set", "skills.数据分析=4", "--set", "years=4"]

  /// `RECORD_CASES=1 swift test --filter WhatIf` writes the pages anew.
  @Test(arguments: ["zh", "en"]) func `the page tells what moves and which rules are behind it`(lang: String)
    throws
  {
    let ran = try Shell.recommend(
      ["what-if", "--profile", "Profiles/me.yaml", "--lang", lang] + Self.changes)
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(ran.errors == "")
    let path = "Tests/Cases/comparisons/me.what-if.\(lang).txt"
    if ProcessInfo.processInfo.environment["RECORD_CASES"] != nil {
      try ran.output.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
    }
    #expect(try ran.output == Repository.text(path))
  }

  @Test func `the page keeps to its width, and in an ASCII locale draws ASCII`() throws {
    for width in ["40", "60", "100"] {
      let ran = try Shell.recommend(
        ["what-if", "--profile", "Profiles/me.yaml", "--lang", "en"] + Self.changes,
        environment: ["COLUMNS": width, "LC_ALL": "C", "LANG": "C"])
      let lines = ran.output.split(separator: "\n")
      #expect(
        lines.allSatisfy { $0.count <= Int(width) ?? 0 }, "\(lines.filter { $0.count > Int(width) ?? 0 })")
      #expect(!ran.output.contains("−") && !ran.output.contains("↓"))
      #expect(ran.output.contains("2 -> 4"))
    }
  }

  @Test func `colours are for terminals, or when they are asked for`() throws {
    let arguments = ["what-if", "--profile", "Profiles/me.yaml"] + Self.changes
    #expect(try !Shell.recommend(arguments).output.contains("\u{1B}"))
    let colored = try Shell.recommend(arguments + ["--color", "always"])
    #expect(colored.output.contains("\u{1B}[32m+\u{1B}[0m"))
    #expect(colored.output.contains("\u{1B}[31m−\u{1B}[0m"))
  }

  @Test func `what changes nothing is told in words`() throws {
    let arguments = ["what-if", "--profile", "-", "--pack", "ecommerce-operations", "--unset", "target"]
    let ran = try Shell.recommend(arguments + ["--lang", "en"], input: "years: 2\n")
    #expect(ran.output.contains("The profile stays the same."))
    #expect(ran.output.contains("The recommendation stays the same."))
    #expect(
      try Shell.recommend(arguments + ["--lang", "zh"], input: "years: 2\n").output.contains("推荐结果没有变化。"))
  }

  @Test func `a mistake in a change is told as one in a file, with status 65`() throws {
    let ran = try Shell.recommend([
      "what-if", "--profile", "Profiles/me.yaml", "--set", "skills.数据分折=4", "--unset", "yers",
    ])
    #expect(ran.status == 65)
    #expect(ran.output == "")
    #expect(
      ran.errors
        == """
        error[unknown-id]: `数据分折` is not a skill
          --> --set:1:8
          |
        1 | skills.数据分折=4
          |        ^^^^^^^^
          = help: did you mean `数据分析`?
        error[unknown-field]: `yers` is not a field of `profile`
          --> --unset:1:1
          |
        1 | yers
          | ^^^^
          = help: did you mean `years`?

        """.replacing("?\nerror[unknown-field]", with: "?\n\nerror[unknown-field]"))
  }

  @Test func `a changed profile that rules cannot compute is told with status 65`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try """
    pack: p
    version: 1.0.0
    shape: { profile: { n: number, m: number }, q: number }
    rules:
      - { rule: ratio, when: { profile: { n: $n, m: $m } }, then: { q: $n / $m } }
    """.write(to: folder.appending(path: "pack.yaml"), atomically: true, encoding: .utf8)
    let ran = try Shell.recommend(
      ["what-if", "--profile", "-", "--set", "m=0", "--rules", folder.path], input: "{n: 1, m: 2}")
    #expect(ran.status == 65)
    #expect(
      ran.errors.contains("error[division-by-zero]: the rule `ratio` divides by zero, with $m = 0, $n = 1"))
  }

  @Test func `a command line without a change, or for another form, is wrong`() throws {
    #expect(try Shell.recommend(["what-if", "--profile", "Profiles/me.yaml"]).status == 64)
    #expect(try Shell.recommend(["what-if", "--set", "years=4"]).status == 64)
    for option in [["--why"], ["--format", "markdown"]] {
      let arguments = ["what-if", "--profile", "Profiles/me.yaml", "--set", "years=4"] + option
      #expect(try Shell.recommend(arguments).status == 64)
    }
    let yaml = try Shell.recommend([
      "what-if", "--profile", "Profiles/me.yaml", "--set", "years=4", "--format", "yaml",
    ])
    #expect(yaml.output.hasPrefix("format: \"comparison/1\"\n"))
  }
}
