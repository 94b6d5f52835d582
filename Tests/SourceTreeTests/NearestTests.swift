import SourceTree
import Testing

@Suite("The nearest name")
struct NearestTests {
  @Test(
    "is the one with the fewest changes",
    arguments: [
      ("copywritting", "copywriting"), ("yeers", "years"), ("yaers", "years"), ("ears", "years"),
      ("YEARS", "years"), ("文按", "文案"), ("数据分折", "数据分析"), ("x", "X"),
    ])
  func found(_ word: String, _ expected: String) {
    let names = ["copywriting", "years", "文案", "数据分析", "X", "resources"]
    #expect(nearest(to: word, among: names) == expected)
  }

  @Test("is none when all are too far", arguments: ["zzzzz", "y", "文", "", "yxxrs", "res"])
  func tooFar(_ word: String) {
    #expect(nearest(to: word, among: ["copywriting", "years", "文案", "X", "resources"]) == nil)
  }

  @Test("allows one change in three characters, and one in short words")
  func bounds() {
    #expect(nearest(to: "abcdef", among: ["abcdxy"]) == "abcdxy")
    #expect(nearest(to: "abcde", among: ["abcxy"]) == nil)
    #expect(nearest(to: "ab", among: ["ac"]) == "ac")
    #expect(nearest(to: "ab", among: ["a"]) == nil)
    #expect(nearest(to: "a", among: ["ab", "b"]) == nil)
  }

  @Test("among equally near ones is the smaller string, in whatever order they come")
  func ties() {
    #expect(nearest(to: "bat", among: ["rat", "cat", "hat"]) == "cat")
    #expect(nearest(to: "bat", among: ["cat", "hat", "rat"]) == "cat")
    #expect(nearest(to: "cats", among: ["bats", "cat", "cats2", "CATS"]) == "CATS")
  }

  @Test("of a very long word is not looked for")
  func longWord() {
    let word = String(repeating: "a", count: 10_000)
    #expect(nearest(to: word, among: [word]) == nil)
  }
}
