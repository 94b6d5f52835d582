import Testing

@testable import RuleLanguage

/// What the flat vocabulary finds, against a search that looks at every id and every name.
@Suite("The vocabulary") struct VocabularyTests {
  private let plants = KindID(0)
  private let tools = KindID(1)

  private func vocabulary() -> Vocabulary {
    var builder = VocabularyBuilder([["fern", "Fern", "cactus", "café", "FICUS"], ["pot", "fern"]])
    func add(_ id: String, _ name: LocalizedText, _ aliases: [String]) {
      guard let number = builder.exact(id, of: plants) else { return }
      builder.setName(name, of: number, kind: plants)
      for alias in aliases { builder.addAlias(alias, of: number, kind: plants) }
    }
    add("cactus", LocalizedText([("zh", "仙人掌"), ("en", "Cactus")]), ["Prickly", "緑", "K2", "fern"])
    add("café", LocalizedText("Kaffee"), ["prickly", "豈"])
    return builder.vocabulary()
  }

  private func found(_ text: String, _ kind: KindID) -> [String] {
    let vocabulary = vocabulary()
    switch vocabulary.meaning(of: text, as: kind) {
    case .id(let id): return [vocabulary.id(id, of: kind)]
    case .ambiguous(let ids): return ids
    case .unknown: return []
    }
  }

  @Test("ids of any length are found, and nothing that differs from one in a letter")
  func lengths() {
    let ids = (1...40).flatMap { length in ["a", "b"].map { String(repeating: $0, count: length) } }
    let vocabulary = VocabularyBuilder([ids]).vocabulary()
    for id in ids {
      #expect(vocabulary.exact(id, of: plants).map { vocabulary.id($0, of: plants) } == id)
      for place in 0..<id.utf8.count {
        var letters = Array(id)
        letters[place] = "c"
        #expect(vocabulary.exact(String(letters), of: plants) == nil)
      }
    }
    #expect(vocabulary.exact("", of: plants) == nil)
  }

  @Test("an exact id is found first, then an id or a name in any letter case")
  func meaning() {
    #expect(found("fern", plants) == ["fern"])
    #expect(found("FERN", plants) == ["Fern", "fern"])
    #expect(found("fern", tools) == ["fern"])
    #expect(found("FERN", tools) == ["fern"])
    #expect(found("ficus", plants) == ["FICUS"])
    #expect(found("仙人掌", plants) == ["cactus"])
    #expect(found("kaffee", plants) == ["café"])
    #expect(found("PRICKLY", plants) == ["cactus", "café"])
    #expect(found("仙人", plants) == [])
    #expect(found("pot", plants) == [])
  }

  @Test("texts that are equal in Swift are equal here, whatever their bytes")
  func equivalence() {
    #expect(found("cafe\u{301}", plants) == ["café"])
    #expect(found("CAFE\u{301}", plants) == ["café"])
    #expect(found("\u{F900}", plants) == ["café"])
    #expect(found("\u{212A}2", plants) == ["cactus"])
  }

  @Test("what is known is every id and every name that is no id")
  func known() {
    let expected = [
      "FICUS", "Fern", "Kaffee", "cactus", "café", "fern", "k2", "kaffee", "prickly", "仙人掌", "仙人掌", "緑",
      "豈",
    ]
    #expect(vocabulary().known(plants).sorted() == expected.sorted())
  }

  @Test("a text is interned once, and found again behind a compiled pack")
  func texts() {
    var table = TextTable()
    let first = table.intern(LocalizedText("é"))
    #expect(table.intern(LocalizedText([("zh", "蕨"), ("en", "Fern")])) == first + 1)
    var frozen = table.frozen()
    #expect(frozen[first] == LocalizedText("é"))
    #expect(frozen.intern(LocalizedText("e\u{301}")) == first)
    #expect(frozen.intern(LocalizedText([("en", "Fern"), ("zh", "蕨")])) == first + 1)
    #expect(frozen.intern(LocalizedText("Fern")) == first + 2)
    #expect(frozen[first + 2] == LocalizedText("Fern"))
    #expect(frozen.intern(LocalizedText("\u{8C48}")) == first + 3)
    #expect(frozen.intern(LocalizedText("\u{F900}")) == first + 3)
  }

  @Test("a text in lower case is what Swift makes of it, character by character")
  func folded() {
    for range in [0x20...0x24F, 0x1E00...0x206F, 0x2E80...0x3200, 0x9F00...0xA7FF, 0xFE00...0xFFEF] {
      for scalar in range.compactMap({ Unicode.Scalar($0) }) {
        let text = "A\(Character(scalar))z"
        #expect(text.folded == text.lowercased(), "\(scalar.escaped(asASCII: true))")
      }
    }
  }
}
