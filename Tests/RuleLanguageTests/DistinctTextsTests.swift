import Testing

@testable import RuleLanguage

@Suite struct DistinctTextsTests {
  @Test("texts that Swift calls equal have one number, in whichever order they come", arguments: 0..<6)
  func equal(turn: Int) {
    // Kelvin and K, Ohm and omega, three ways to write an A with a ring and two an e with an accent, the semicolon and
    // the Greek question mark, and an equals sign that is crossed out in two scalars and in one.
    let texts = [
      "K", "\u{212A}", "\u{2126}", "\u{3A9}", "\u{C5}", "A\u{30A}", "\u{212B}", "é", "e\u{301}", ";",
      "\u{37E}", "=\u{338}", "\u{2260}", "=", "文案", "文案。", "", "a", "≥ 3",
    ]
    let turned = Array(texts[(turn * 3)...] + texts[..<(turn * 3)])
    var distinct = DistinctTexts<String>()
    var numbers: [String: Int] = [:]
    var first: [String] = []
    for text in turned + turned.reversed() {
      let expected = numbers[text] ?? numbers.count
      if numbers.updateValue(expected, forKey: text) == nil { first.append(text) }
      #expect(distinct.number(of: text) == expected)
    }
    #expect(distinct.all.map { Array($0.utf8) } == first.map { Array($0.utf8) })
    #expect(
      distinct.odd == first.indices.filter { !PlainText.isPlain(first[$0]) }.map(UInt32.init))
  }

  @Test("many texts are told apart")
  func many() {
    var distinct = DistinctTexts<LocalizedText>()
    for round in 0..<2 {
      for number in 0..<3_000 {
        let text = LocalizedText([(locale: "en", text: "t\(number)"), (locale: "zh", text: "文\(number)")])
        #expect(distinct.number(of: text) == number, "round \(round)")
      }
    }
  }
}
