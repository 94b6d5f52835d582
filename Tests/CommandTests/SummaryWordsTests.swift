import Testing

@testable import recommend

@Suite struct SummaryWordsTests {
  @Test func `counts agree with their nouns`() {
    let words = SummaryWords(language: "en")
    #expect(words.tested(1, failed: 0) == "1 test, all passed.")
    #expect(words.tested(12, failed: 1) == "12 tests: 11 passed, 1 failed.")
    #expect(words.mistakes(1, packs: 2) == "1 mistake in 2 packs.")
    #expect(words.noMistakes(packs: 1) == "No mistakes in 1 pack.")
  }

  @Test func `Chinese has its own words`() {
    let words = SummaryWords(language: "zh")
    #expect(words.tested(12, failed: 1) == "12 个测试：11 个通过，1 个失败。")
    #expect(words.tested(3, failed: 0) == "3 个测试全部通过。")
    #expect(words.mistakes(4, packs: 2) == "2 个规则包中共有 4 处错误。")
  }
}
