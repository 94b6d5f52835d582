import Foundation
import TestSupport
import Testing

@testable import recommend

/// `recommend check --explain`: what it prints and how it ends.
@Suite struct ExplainCommandTests {
  private let page = DiagnosticPage(
    code: "no-tea",
    text: """
      # no-tea

      There is no `tea`
      in the pot. Make some.

      > 中文：壶里没有茶。去泡一壶。

      ## Wrong

      `pot.yaml`

      ```yaml
      pot:

        tea: no
      ```

      ```sh
      pour
      ```
      """)

  private func text(_ language: String, width: Int = 80, color: Bool = false) -> String {
    let style = Style(hasColor: color, hasUnicode: true)
    return DiagnosticPageText(style: style, width: width, words: ExplainWords(language: language)).text(page)
  }

  @Test func `a page is drawn as plain text`() {
    #expect(
      text("en") == """
        no-tea

        There is no `tea` in the pot. Make some.

        Wrong

          pot.yaml
            pot:

              tea: no

          $ pour

        """)
  }

  @Test func `in Chinese the Chinese summary comes first, and the headings are Chinese`() {
    #expect(text("zh").hasPrefix("no-tea\n\n壶里没有茶。去泡一壶。\n\nThere is no `tea` in the pot."))
    #expect(text("zh").contains("\n错误写法\n\n  pot.yaml\n"))
  }

  @Test func `lines keep within the width, and colours are for terminals`() {
    #expect(text("en", width: 24).contains("There is no `tea` in the\npot. Make some.\n"))
    #expect(text("en", color: true).hasPrefix("\u{1B}[1mno-tea\u{1B}[0m\n"))
  }

  @Test func `the meaning is the first sentence in that language`() {
    #expect(page.meaning(in: "en") == "There is no `tea` in the pot")
    #expect(page.meaning(in: "zh") == "壶里没有茶")
    #expect(page.meaning(in: "fr") == "There is no `tea` in the pot")
  }

  @Test func `any text is some page`() {
    #expect(MarkdownBlock.blocks(of: "").isEmpty)
    #expect(MarkdownBlock.blocks(of: "```sh\na") == [.code(language: "sh", "a")])
    #expect(MarkdownBlock.blocks(of: "####### a\n> b") == [.paragraph("####### a > b")])
    #expect(DiagnosticPage(code: "none", text: "\n").meaning.isEmpty)
  }

  @Test func `a code is looked up, also as a message spells it`() throws {
    let plain = try Shell.recommend(["check", "--explain", "unknown-id"])
    #expect(plain.status == 0)
    #expect(plain.output.hasPrefix("unknown-id\n\nNo id or name of that kind reads so."))
    #expect(plain.output.contains("\n    error[unknown-id]: `patent` is not a trait\n"))
    #expect(try Shell.recommend(["check", "--explain", "error[Unknown-ID]"]).output == plain.output)
    let chinese = try Shell.recommend(["check", "--explain=unknown-id", "--lang", "zh"])
    #expect(chinese.output.contains("\n正确写法\n"))
  }

  @Test func `an unknown code names the nearest, and none lists all`() throws {
    let wrong = try Shell.recommend(["check", "--explain", "unknwon-id"])
    #expect(wrong.status == 65)
    #expect(wrong.errors == "error: there is no code `unknwon-id`: did you mean `unknown-id`?\n")
    #expect(try Shell.recommend(["check", "--explain", "../diagnostics/tab"]).status == 65)
    let list = try Shell.recommend(["check", "--explain"])
    #expect(list.status == 0)
    for code in try DiagnosticPageTests.pages.codes() { #expect(list.output.contains("\(code) ")) }
    #expect(list.output.hasSuffix("\nA page with examples: recommend check --explain <code>\n"))
    #expect(try Shell.recommend(["check", "tab", "--explain"]).status == 64)
  }

  @Test func `an installed command has its pages beside it, or says where they are`() throws {
    let folder = try Scratch(["bin/readme": ""])
    let command = folder.url.appending(path: "bin/recommend")
    try FileManager.default.copyItem(at: Repository.products.appending(path: "recommend"), to: command)
    let arguments = ["check", "--explain", "tab", "--lang", "en"]
    let alone = try Shell.run(command, arguments)
    #expect(alone.status == 66)
    #expect(alone.errors.contains("share/recommend/diagnostics"))
    try folder.write(["share/recommend/diagnostics/tab.md": "# tab\n\nA tab.\n"])
    #expect(try Shell.run(command, arguments).output == "tab\n\nA tab.\n")
  }
}
