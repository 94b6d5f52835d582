import TestSupport
import Testing

@testable import SourceTree

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

  @Test("of random names is the one that comparing with each of them finds")
  func differential() {
    var random = SeededRandom(seed: 7)
    var (found, missed) = (0, 0)
    for round in 0..<56 {
      let letters = RandomWords(of: RandomWords.alphabets[round % RandomWords.alphabets.count])
      let count = random.pick([1, 5, 40])
      let names = (0..<count).map { _ in letters.word(upTo: random.pick([3, 12, 40, 80]), &random) }
      let search = NearestNames(names)
      for _ in 0..<20 {
        let start = random.chance(75) ? random.pick(names) : letters.word(upTo: 70, &random)
        let word = letters.changed(start, &random)
        let expected = NaiveNearest.nearest(to: word, among: names)
        if expected == nil { missed += 1 } else { found += 1 }
        // Two texts that Swift calls equal may have other bytes.
        let isSame = search.nearest(to: word).map { Array($0.utf8) } == expected.map { Array($0.utf8) }
        #expect(isSame, "`\(word)` among \(names)")
      }
    }
    #expect(found > 200 && missed > 200)
  }
}

@Suite("A bag of letters")
struct LetterBagTests {
  private func bag(_ word: String) -> LetterBag { LetterBag(word.unicodeScalars.map(\.value)[...]) }

  @Test("tells how many letters a word has that another one lacks")
  func letters() {
    #expect(bag("copywriting").leastDistance(from: bag("copywritting")) == 1)
    #expect(bag("aabb").leastDistance(from: bag("b")) == 3)
    #expect(bag("abc").leastDistance(from: bag("xyz")) == 3)
    #expect(bag("listen").leastDistance(from: bag("silent")) == 0)
    #expect(bag("aaaaaaaa").leastDistance(from: bag("aaaa")) == 0)
    #expect(bag("qzjxkvwqzjkxvwqzjk").leastDistance(from: bag("develop-migration")) >= 15)
  }

  @Test("never tells more than the distance")
  func bound() {
    var random = SeededRandom(seed: 5)
    let words = RandomWords(of: Array("abcdefgh-12"))
    for _ in 0..<300 {
      let (one, other) = (words.word(upTo: 14, &random), words.word(upTo: 14, &random))
      #expect(bag(one).leastDistance(from: bag(other)) <= NaiveNearest.distance(Array(one), Array(other)))
    }
  }
}

/// Words of few letters, so that many are near to each other.
private struct RandomWords {
  /// With letters that have another case, several bytes, several scalars, or equals of other bytes.
  static let alphabets: [[Character]] = [
    ["a", "b"], ["a", "b", "c", "d", "e", "f", "-", "A", "F"],
    Array("abcdefghijklmnopqrstuvwxyz -0123456789"),
    ["数", "据", "分", "析", "a", "A"],
    ["é", "e\u{301}", "E\u{301}", "e", "É", ";", "\u{37E}", "\u{212A}", "k", "K"],
    ["\r\n", "\r", "\n", "ß", "İ", "i", "I", "👩‍👩‍👧", "👩"], Array("the quick brown fox of operations"),
  ]

  let letters: [Character]

  init(of letters: [Character]) {
    self.letters = letters
  }

  func word(upTo length: Int, _ random: inout SeededRandom) -> String {
    String((0..<Int.random(in: 0...length, using: &random)).map { _ in random.pick(letters) })
  }

  /// The word with some letters put in, taken out, replaced or swapped.
  func changed(_ word: String, _ random: inout SeededRandom) -> String {
    var word = Array(word)
    for _ in 0..<Int.random(in: 0...max(2, word.count / 3 + 1), using: &random) {
      let place = Int.random(in: 0...word.count, using: &random)
      switch random.pick([0, 1, 2, 3]) {
      case 0: word.insert(random.pick(letters), at: place)
      case 1 where place < word.count: word.remove(at: place)
      case 2 where place < word.count: word[place] = random.pick(letters)
      case 3 where place + 1 < word.count: word.swapAt(place, place + 1)
      default: continue
      }
    }
    return String(word)
  }
}
