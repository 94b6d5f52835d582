import SourceTree
import Testing

@testable import Recommender
@testable import recommend

@Suite struct SheetTests {
  private let style = Style(hasColor: false, hasUnicode: true)

  @Test func `check shows a row for each pack, its numbers aligned`() {
    let entries = [
      CheckSheet.Entry(title: "method 1.0.0", rules: 1, facts: 12, tests: 1),
      CheckSheet.Entry(title: "shop-operations 1.2.0", rules: 318, facts: 1942, tests: 98),
    ]
    #expect(
      CheckPage(entries: entries, analyses: [], words: SummaryWords(language: "en")).text(style) == """
        ✓ method 1.0.0              1 rule    12 facts    1 test
        ✓ shop-operations 1.2.0  318 rules  1942 facts  98 tests

        No mistakes in 2 packs.

        """)
    #expect(
      CheckPage(entries: entries, analyses: [], words: SummaryWords(language: "zh")).text(style) == """
        ✓ method 1.0.0             1 条规则    12 条事实   1 个测试
        ✓ shop-operations 1.2.0  318 条规则  1942 条事实  98 个测试

        没有发现错误，共 2 个规则包。

        """)
  }

  @Test func `check tells changes where some pack has any`() {
    let entries = [
      CheckSheet.Entry(title: "method 1.0.0", rules: 1, changes: 1, facts: 12, tests: 1),
      CheckSheet.Entry(title: "shop-operations 1.2.0", rules: 318, changes: 12, facts: 1942, tests: 98),
    ]
    #expect(
      CheckPage(entries: entries, analyses: [], words: SummaryWords(language: "en")).text(style) == """
        ✓ method 1.0.0              1 rule    1 change    12 facts    1 test
        ✓ shop-operations 1.2.0  318 rules  12 changes  1942 facts  98 tests

        No mistakes in 2 packs.

        """)
    #expect(
      CheckPage(entries: entries, analyses: [], words: SummaryWords(language: "zh")).text(style) == """
        ✓ method 1.0.0             1 条规则   1 项改动    12 条事实   1 个测试
        ✓ shop-operations 1.2.0  318 条规则  12 项改动  1942 条事实  98 个测试

        没有发现错误，共 2 个规则包。

        """)
  }

  @Test func `test shows each test, and what went wrong beneath it`() {
    let place = Place(path: "tests/a.yaml", line: 12, column: 15)
    let failure = Diagnostic(
      code: "expectation-failed", message: "expected this, and it does not hold", place: place,
      excerpt: Excerpt(line: 12, text: "    expect: { aim: weaknesses }", caretStart: 14, caretWidth: 15),
      help: "found `aim: strengths`")
    let entries = [
      TestReport.Entry(
        id: "method", version: "1.0.0",
        results: [
          TestResult(name: "a newcomer wins something small first", place: place, failures: []),
          TestResult(name: "weaknesses come first", place: place, failures: [failure]),
        ]),
      TestReport.Entry(id: "shop", version: "1.0.0", results: []),
    ]
    let sheet = TestSheet(entries: entries, style: style, words: SummaryWords(language: "en"))
    #expect(TestReport(entries: entries).failed == 1)
    #expect(
      sheet.text == """
        method 1.0.0
          ✓ a newcomer wins something small first
          ✗ weaknesses come first
              error[expectation-failed]: expected this, and it does not hold
                 --> tests/a.yaml:12:15
                 |
              12 |     expect: { aim: weaknesses }
                 |               ^^^^^^^^^^^^^^^
                 = help: found `aim: strengths`

        shop 1.0.0
          no tests

        2 tests: 1 passed, 1 failed.

        """)
  }
}
