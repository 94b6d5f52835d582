import Testing

@testable import recommend

@Suite struct MarkdownPageTests {
  @Test(arguments: [
    ("plain 文案", "plain 文案"), ("A*B_C", "A\\*B\\_C"), ("[x](y)", "\\[x\\](y)"),
    ("a|b <c> & `d` ~e~", "a\\|b \\<c\\> \\& \\`d\\` \\~e\\~"),
    ("# no heading", "\\# no heading"), ("- no item", "\\- no item"), ("1. no list", "1\\. no list"),
    ("12) no list", "12\\) no list"), ("12 cells", "12 cells"), ("two\nlines", "two lines"), ("", ""),
  ])
  func `signs of Markdown are escaped`(text: String, escaped: String) {
    #expect(MarkdownText.escaped(text) == escaped)
  }

  @Test func `a page becomes headings and nested lists`() {
    #expect(
      MarkdownPage(.sample, words: .english).text() == """
        # E-commerce

        shop 1.0.0

        ## Where am I?

        ### Roles that fit

        - Content operations — 72% — likes creating
          - Why:
            - Needs copywriting at 3; you are at 3. (a text)
          - Speaks for it:
            - ✓ Copywriting 3 of 3
          - Missing:
            - ✗ Data analysis 1 of 3
        - Channels — 8%
          - Speaks for it:
            - nothing yet

        ## Learn

        - Write one page a week

        ## Warnings

        - Time is short

        """)
  }
}
