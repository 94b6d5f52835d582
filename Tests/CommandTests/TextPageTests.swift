import Recommender
import Testing

@testable import recommend

@Suite struct TextPageTests {
  private func drawn(
    _ page: Page, width: Int = 60, color: Bool = false, unicode: Bool = true, words: Words = .english
  ) -> String {
    let style = Style(hasColor: color, hasUnicode: unicode)
    return TextPage(page, style: style, width: width, words: words).text()
  }

  private func page(_ lines: [PageLine]) -> Page {
    Page(title: "T", subtitle: "p 1", sections: [PageSection(id: "s", title: "S", lines: lines)])
  }

  @Test func `a page has headings with rules, aligned bars, and labels beside what belongs to a line`() {
    #expect(
      drawn(.sample) == """
        E-commerce                                        shop 1.0.0

        Where am I?
        ────────────────────────────────────────────────────────────
          Roles that fit
            Content operations  ████████▋     72%  likes creating
              Why            Needs copywriting at 3; you are at 3.
                               (a text)
              Speaks for it  ✓ Copywriting 3 of 3
              Missing        ✗ Data analysis 1 of 3

            Channels            █              8%
              Speaks for it  nothing yet

        Learn
        ────────────────────────────────────────────────────────────
          Write one page a week

        Warnings
        ────────────────────────────────────────────────────────────
          ! Time is short

        """)
  }

  @Test func `in an ASCII locale the page itself draws nothing but ASCII`() {
    let text = drawn(.sample, unicode: false)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("Content operations  #########---  72%  likes creating"))
    #expect(text.contains("+ Copywriting 3 of 3"))
    #expect(text.contains("- Data analysis 1 of 3"))
  }

  @Test func `columns line up under Chinese text`() {
    let lines = [
      PageLine("内容运营", percent: 72, note: "喜欢创作"), PageLine("B2B 运营", percent: 100, note: "经验足"),
      PageLine("用户", percent: 8),
    ]
    #expect(
      drawn(page(lines), words: .chinese) == """
        T                                                        p 1

        S
        ────────────────────────────────────────────────────────────
          内容运营  ████████▋     72%  喜欢创作
          B2B 运营  ████████████ 100%  经验足
          用户      █              8%

        """)
  }

  @Test func `a long line hangs and a note that finds no room goes below`() {
    let lines = [
      PageLine("A line that is longer than the page is wide hangs by two cells"),
      PageLine("Headline writing", percent: 64, note: "the titles of our account never convert"),
    ]
    #expect(
      drawn(page(lines), width: 44) == """
        T                                        p 1

        S
        ────────────────────────────────────────────
          A line that is longer than the page is
            wide hangs by two cells
          Headline writing  █████▏    64%
            the titles of our account never convert

        """)
  }

  @Test func `a part without a title stands below its line, beside no label`() {
    let parts = [
      PageSection(id: "aim", tone: .quiet, lines: [PageLine("aim: new users")]),
      PageSection(id: "do", title: "What I do", lines: [PageLine("plan"), PageLine("write")]),
    ]
    #expect(
      drawn(page([PageLine("Content", parts: parts), PageLine("Channels", parts: parts)]), width: 50)
        .hasSuffix(
          """
            Content
              aim: new users
              What I do  plan
                         write

            Channels
              aim: new users
              What I do  plan
                         write

          """))
  }

  @Test func `a source that several reasons share is named once`() {
    let reasons = [
      PageReason(text: "One.", source: "a text"), PageReason(text: "Two.", source: "a text"),
      PageReason(text: "Three.", source: nil), PageReason(text: "Four.", source: "a book"),
    ]
    #expect(
      drawn(page([PageLine("Content", reasons: reasons)]), width: 40).hasSuffix(
        """
          Content
            Why  One.
                 Two.
                 — a text
                 Three.
                 Four. (a book)

        """))
  }

  @Test func `a label that is too wide stands above`() {
    let part = PageSection(id: "p", title: "What speaks for such a role", lines: [PageLine("copywriting")])
    #expect(
      drawn(page([PageLine("Content", parts: [part])]), width: 40).hasSuffix(
        """
          Content
            What speaks for such a role
              copywriting

        """))
  }

  @Test func `colour adds escape codes and nothing else`() {
    var plain = ""
    var isCode = false
    for character in drawn(.sample, color: true) {
      if character == "\u{1B}" { isCode = true }
      if !isCode { plain.append(character) }
      if character == "m" { isCode = false }
    }
    #expect(plain == drawn(.sample))
    #expect(drawn(.sample, color: true).contains("\u{1B}[32m✓\u{1B}[0m Copywriting"))
  }

  @Test(arguments: Array(36...100))
  func `nothing is printed past the edge and no line ends in a space`(width: Int) {
    for line in drawn(.sample, width: width).split(separator: "\n") {
      #expect(DisplayWidth.of(line) <= width)
      #expect(!line.hasSuffix(" "))
    }
  }

  @Test func `an empty section says so, quietly`() {
    let page = Page(
      title: "T", subtitle: "p", sections: [PageSection(id: "s", title: "S", empty: "none", lines: [])])
    #expect(drawn(page, width: 36, color: true).hasSuffix("  \u{1B}[2mnone\u{1B}[0m\n"))
  }
}
