import Testing

@testable import recommend

@Suite struct LineBreakerTests {
  private func lines(_ text: String, _ width: Int, hanging: Int = 0) -> [String] {
    LineBreaker(width: width, hanging: hanging).lines(text)
  }

  @Test func `English breaks at spaces`() {
    #expect(lines("the quick brown fox", 10) == ["the quick", "brown fox"])
    #expect(lines("  the   fox  ", 20) == ["the   fox"])
  }

  @Test func `later lines are shorter by the hanging indent`() {
    #expect(lines("aaa bbb ccc ddd", 11, hanging: 4) == ["aaa bbb ccc", "ddd"])
    #expect(lines("aaa bbb ccc ddd eee", 11, hanging: 4) == ["aaa bbb ccc", "ddd eee"])
    #expect(lines("aaa bbb ccc ddd eee", 11, hanging: 5) == ["aaa bbb ccc", "ddd", "eee"])
  }

  @Test func `Chinese breaks between any two characters`() {
    #expect(lines("先补短板再加速长板", 8) == ["先补短板", "再加速长", "板"])
    #expect(lines("先补短板再加速长板", 9) == ["先补短板", "再加速长", "板"])
  }

  @Test func `no line begins with closing punctuation`() {
    #expect(lines("先补短板，再加速长板。", 8) == ["先补短", "板，再加", "速长板。"])
    #expect(lines("先补短板，再加速长板。", 12) == ["先补短板，再", "加速长板。"])
    #expect(lines("匹配度 72%，不错", 8) == ["匹配度", "72%，不", "错"])
    #expect(lines("他说“好的”。", 10) == ["他说“好", "的”。"])
  }

  @Test func `no line ends with opening punctuation`() {
    #expect(lines("我在看《精益数据》", 8) == ["我在看", "《精益数", "据》"])
    #expect(lines("会写文案（图文）", 10) == ["会写文案", "（图文）"])
  }

  @Test func `a double mark stays whole`() {
    #expect(lines("等一下……好的", 8) == ["等一下……", "好的"])
    #expect(lines("等一下……好的", 7) == ["等一", "下……好", "的"])
    for width in 4...20 {
      for line in lines("三步法——我在哪里——能做什么……学什么", width) {
        #expect(!line.hasPrefix("—") && !line.hasPrefix("…"))
      }
    }
  }

  @Test func `Chinese and English mix without a space`() {
    #expect(lines("学会SQL与Excel再说", 9) == ["学会SQL与", "Excel再说"])
    #expect(lines("做 A/B 测试", 6) == ["做 A/B", "测试"])
  }

  @Test func `a long word breaks where the line ends, a hyphenated one at its hyphen`() {
    #expect(lines("abcdefghij", 4) == ["abcd", "efgh", "ij"])
    #expect(lines("go abcdefghij", 4) == ["go", "abcd", "efgh", "ij"])
    #expect(lines("second-year operator", 9) == ["second-", "year", "operator"])
    #expect(lines("an e-commerce", 8) == ["an", "e-commer", "ce"])
    #expect(lines("level -3", 7) == ["level", "-3"])
  }

  @Test func `a no-break space keeps words together`() {
    #expect(lines("aaa bbb\u{A0}ccc", 8) == ["aaa", "bbb\u{A0}ccc"])
  }

  @Test func `line ends in the text stay and nothing is one empty line`() {
    #expect(lines("one\ntwo three\n", 20) == ["one", "two three"])
    #expect(lines("", 20) == [""])
  }

  @Test func `balanced lines leave no single character behind`() {
    #expect(LineBreaker.balanced("标题转化率总是不高，这一句指的就是它", width: 34) == ["标题转化率总是不高，", "这一句指的就是它"])
    #expect(LineBreaker.balanced("short", width: 34) == ["short"])
  }

  @Test(arguments: [4, 7, 10, 13, 24, 40])
  func `no line is wider than it may be and no character is lost`(width: Int) {
    let text = "从业 2 年：建设期（builder）。1–3 年先补短板，因为“一次失误”就可能丢掉这份工作…… Fix the weak points first, 👩‍💻!"
    let lines = lines(text, width)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }
}
