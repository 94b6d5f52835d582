import Foundation
import TestSupport
import Testing

@testable import recommend

/// The pages of `docs/diagnostics/`: one for each code, with examples that run.
///
/// `RECORD_PAGES=1 swift test --filter DiagnosticPage` writes anew what the examples print, and the meanings in
/// the tables of `docs/diagnostics.md`; read every line of what changed before you keep it.
@Suite struct DiagnosticPageTests {
  static let isRecording = ProcessInfo.processInfo.environment["RECORD_PAGES"] == "1"
  static let pages = DiagnosticPages(folder: Repository.root.appending(path: "docs/diagnostics").path)
  static let words = ExplainWords(language: "en")

  @Test(arguments: try pages.codes())
  func `a wrong example gives its message, and the right one does not`(_ code: String) throws {
    let example = DiagnosticExample(try Self.pages.page(code, Self.words))
    if let reason = example.whyNotRun {
      #expect(reason.hasSuffix("."), "Why is the example not run?")
      return
    }
    let folder = try Scratch(example.wrong.files)
    let wrong = try folder.run(example.wrong.script)
    #expect(["error", "warning"].contains { wrong.output.contains("\($0)[\(code)]") }, "\(wrong.output)")
    if Self.isRecording { try record(wrong.output, for: code) }
    let recorded = DiagnosticExample(try Self.pages.page(code, Self.words))
    #expect(wrong.output == recorded.output + "\n")
    try folder.write(example.right.files)
    let script = example.right.script.isEmpty ? example.wrong.script : example.right.script
    let right = try folder.run(script)
    #expect(
      right.status == 0 && !right.output.contains("error[") && !right.output.contains("warning[\(code)]"),
      "\(right.output)")
    let isOther = !example.right.files.isEmpty || !example.right.script.isEmpty
    #expect(isOther, "the right example is the wrong one")
  }

  @Test(arguments: try pages.codes())
  func `a page says what is wrong in English and in Chinese`(_ code: String) throws {
    let page = try Self.pages.page(code, Self.words)
    #expect(page.blocks.first == .heading(level: 1, code))
    #expect((10...160).contains(page.meaning.count), "\(page.meaning)")
    #expect(!(page.chinese ?? "").isEmpty)
    let headings = page.blocks.compactMap { if case .heading(2, let text) = $0 { text } else { nil } }
    let mayLackRight = DiagnosticExample(page).whyNotRun != nil
    #expect(headings == ["Wrong", "Right"] || mayLackRight && headings == ["Wrong"])
  }

  @Test func `every code has a page, and every page a code`() throws {
    let pages = Set(try Self.pages.codes())
    let found = try DiagnosticCodes.inSources()
    let strangers = found.subtracting(pages).subtracting(DiagnosticCodes.others)
    #expect(
      strangers.isEmpty,
      """
      \(strangers.sorted()) have no page in docs/diagnostics: see CONTRIBUTING.md. A word in the sources that \
      is no code belongs into `DiagnosticCodes.others`.
      """)
    let untold = try DiagnosticCodes.inCases().subtracting(pages)
    #expect(untold.isEmpty, "\(untold.sorted()) have no page in docs/diagnostics")
    // A page whose example runs has shown that its code can be met.
    for code in pages.subtracting(found) {
      let example = DiagnosticExample(try Self.pages.page(code, Self.words))
      #expect(example.whyNotRun == nil, "nothing in the sources says \(code)")
    }
    #expect(DiagnosticCodes.others.isDisjoint(with: pages))
  }

  @Test func `the tables list every page with its first sentence`() throws {
    let url = Repository.root.appending(path: "docs/diagnostics.md")
    let row = /^\| \[`([a-z0-9-]+)`\]\(diagnostics\/([a-z0-9-]+)\.md\) \| (.*) \|$/
    var listed: Set<String> = []
    let text = try String(contentsOf: url, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let written = try lines.map { line in
      guard let match = line.firstMatch(of: row) else { return String(line) }
      let code = String(match.1)
      listed.insert(code)
      let meaning = try Self.pages.page(code, Self.words).meaning
      return "| [`\(code)`](diagnostics/\(code).md) | \(meaning.replacing("|", with: "\\|")) |"
    }
    if Self.isRecording {
      try written.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    } else {
      #expect(written == lines.map(String.init))
    }
    #expect(listed == Set(try Self.pages.codes()))
  }

  private func record(_ output: String, for code: String) throws {
    let path = "docs/diagnostics/\(code).md"
    let text = try Repository.text(path)
    guard let wrong = text.range(of: "\n## Wrong\n"), let right = text.range(of: "\n## Right\n"),
      let block = text[wrong.upperBound..<right.lowerBound].range(of: "```text\n", options: .backwards),
      let end = text[block.upperBound...].range(of: "```\n")
    else { return }
    let recorded = text[..<block.upperBound] + output + text[end.lowerBound...]
    try recorded.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
  }
}
