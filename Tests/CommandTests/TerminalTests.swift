import Testing

@testable import recommend

@Suite struct TerminalTests {
  private func terminal(
    _ variables: [String: String] = [:], columns: Int? = 120, choice: ColorChoice = .auto
  ) -> Terminal {
    Terminal(environment: Environment(variables), columns: columns, choice: choice)
  }

  @Test func `a page is as wide as the terminal, but no wider than 100 cells`() {
    #expect(terminal(columns: 90).width == 90)
    #expect(terminal(columns: 200).width == 100)
    #expect(terminal(columns: 5).width == Terminal.narrowest)
    #expect(terminal(columns: nil).width == 80)
    #expect(terminal(["COLUMNS": "60"], columns: nil).width == 60)
    #expect(terminal(["COLUMNS": "wide"], columns: 70).width == 70)
    #expect(terminal(["COLUMNS": "-3"], columns: 70).width == 70)
  }

  @Test func `colours need a terminal that does not refuse them`() {
    #expect(terminal(["TERM": "xterm"]).hasColor)
    #expect(!terminal(columns: nil).hasColor)
    #expect(!terminal(["TERM": "dumb"]).hasColor)
    #expect(!terminal(["NO_COLOR": "1"]).hasColor)
    #expect(terminal(["NO_COLOR": ""]).hasColor)
    #expect(terminal(["NO_COLOR": "1"], columns: nil, choice: .always).hasColor)
    #expect(!terminal(choice: .never).hasColor)
  }

  @Test func `characters beyond ASCII need a UTF-8 locale`() {
    #expect(terminal(["LANG": "zh_CN.UTF-8"]).hasUnicode)
    #expect(terminal(["LANG": "en_US.utf8"]).hasUnicode)
    #expect(!terminal(["LANG": "C"]).hasUnicode)
    #expect(!terminal().hasUnicode)
    #expect(!terminal(["LC_ALL": "C", "LANG": "en_US.UTF-8"]).hasUnicode)
    #expect(terminal(["LC_CTYPE": "C.UTF-8", "LANG": "C"]).hasUnicode)
  }

  @Test func `a style without colour prints the text alone`() {
    #expect(Style(hasColor: false, hasUnicode: true)("text", .bold) == "text")
    #expect(Style(hasColor: true, hasUnicode: true)("text", .bold) == "\u{1B}[1mtext\u{1B}[0m")
    #expect(Style(hasColor: true, hasUnicode: true)("", .bold).isEmpty)
  }

  @Test func `what a stranger wrote cannot command the terminal`() {
    #expect("a\u{1B}[2Jb\u{202E}c\td\ne".safeForTerminal == "a\u{FFFD}[2Jb\u{FFFD}c d\ne")
  }
}
