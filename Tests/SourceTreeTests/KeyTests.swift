import SourceTree
import Testing

@Suite("A key")
struct KeyTests {
  private static let many = (0..<40).map { "k\($0 * 7 % 40): 1" }.joined(separator: "\n") + "\n"

  @Test(
    "is stated twice when it reads the same, however it is written",
    arguments: [
      "k: 1\n\"k\": 2\n", "k: 1\n\"\\x6B\": 2\n", "x: &a k\nk: 1\n*a : 2\n", "{ k: 1, 'k': 2 }\n",
      "b c: 1\na: 0\n? b\n  c\n: 2\n", "b: 0\n\u{E9}: 1\ne\u{301}: 2\n", "b: 0\n\u{FA19}: 1\n\u{795E}: 2\n",
      many + "k9: 2\n", many + "\u{E9}: 1\ne\u{301}: 2\n",
    ])
  func isStatedTwice(text: String) {
    #expect(Reading(text).codes == ["duplicate-key"])
  }

  @Test(
    "that begins as another one, or differs from it in one character, is another one",
    arguments: [
      "ad-budget: 1\nad: 2\na: 3\n", "ad: 1\nad-budget: 2\n", "文: 1\n文案: 2\n", "文案: 1\n文章: 2\n",
      "e: 1\ne\u{301}: 2\n",
      "&x a: 1\n&y b: 2\n", many,
    ])
  func isAnother(text: String) {
    #expect(Reading(text).codes.isEmpty)
  }

  @Test("keeps its text and its place, whether it is written as it reads or not")
  func keepsItsText() {
    let reading = Reading("a: [b, 'c''d', \"\\u6587\", \"案\"]\n文: |\n  g\n? 'x'\n: y\n  z\n")
    #expect(reading.tree == "{a: [b, \"c'd\", \"文\", \"案\"], 文: \"g\n\", \"x\": y z}")
    #expect(reading.spans.contains("'c''d'") && reading.spans.contains("\"\\u6587\""))
  }

  @Test("is left out with its value, and what is read stays as it was")
  func isLeftOut() throws {
    let root = try #require(Reading("a: 1\nb: { c: 2 }\nd: 3\n").root)
    #expect(root.without("b").mapping?.map(\.key.scalar) == ["a", "d"])
    #expect(root.without("b").span == root.span)
    #expect(root.mapping?.count == 3 && root.itemCount == 3)
  }
}
