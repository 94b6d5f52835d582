import Testing

@testable import recommend

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("文案", 4), ("文案 3", 6), ("，。！", 6), ("「引」", 6), ("ｱ", 1), ("Ａ", 2), ("한국", 4),
    ("ひらカナ", 8), ("\u{3000}", 2), ("𠮷", 2), ("─█▏·…“”", 7),
  ])
  func `a CJK character takes two cells, any other one`(text: String, cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
  }

  @Test(arguments: [
    ("e\u{301}", 1), ("\u{200B}", 0), ("a\u{200D}b", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{FEFF}x", 1),
    ("กำ", 2), ("\u{7}", 0),
  ])
  func `marks and invisible characters take none`(text: String, cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
  }

  @Test(arguments: [
    ("😀", 2), ("👩‍💻", 2), ("👍🏽", 2), ("🇨🇳", 2), ("❤️", 2), ("1️⃣", 2), ("✓", 1), ("❤", 1), ("👨‍👩‍👧‍👦", 2),
  ])
  func `an emoji takes two cells, however many scalars it is made of`(text: String, cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
  }

  @Test(arguments: [
    ("Straße → 3", 10), ("a\u{AD}b", 3), ("é—ñ", 3), ("↔\u{FE0F}", 2), ("©\u{FE0F}", 2), ("a\r\nb", 2),
  ])
  func `a text is as wide as its characters`(text: String, cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
    #expect(text.map { DisplayWidth.of($0) }.reduce(0, +) == cells)
  }

  @Test func `padding counts cells`() {
    #expect("文案".padded(to: 6) == "文案  ")
    #expect("文案".padded(to: 3) == "文案")
    #expect("72%".rightAligned(in: 4) == " 72%")
  }
}
