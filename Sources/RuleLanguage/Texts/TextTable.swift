package import Inference

/// The texts of a pack, each once; a text value is its index here. Those of a profile stand behind them.
package struct TextTable: Sendable {
  /// The texts of the pack once it is compiled.
  let pack: LocalizedTexts
  /// Finds one of them.
  let index: HashIndex
  /// Those that others than their own bytes may be equal to, in order.
  let odd: FlatArray<UInt32>
  private var added: [LocalizedText] = []
  private var addedIndex: [LocalizedText: Int] = [:]

  init() {
    self.init(pack: LocalizedTexts([]), index: HashIndex(slots: FlatArray()), odd: FlatArray())
  }

  init(pack: LocalizedTexts, index: HashIndex, odd: FlatArray<UInt32>) {
    self.pack = pack
    self.index = index
    self.odd = odd
  }

  /// How many texts there are, with those of a profile.
  package var count: Int { pack.count + added.count }

  package subscript(value: Value) -> LocalizedText {
    guard value >= pack.count else { return pack[Int(value)] ?? LocalizedText("") }
    return added[Int(value) - pack.count]
  }

  mutating func intern(_ text: LocalizedText) -> Value {
    if let known = find(text) { return Value(known) }
    // Looked up and put in at once: it takes long to hash a text that is not ASCII.
    let number = TextTable.number(&addedIndex[text, default: added.count])
    if number == added.count { added.append(text) }
    return Value(pack.count + number)
  }

  private static func number(_ entry: inout Int) -> Int { entry }

  mutating func reserveCapacity(_ count: Int) {
    addedIndex.reserveCapacity(count)
  }

  /// The table with all its texts in flat form.
  func frozen() -> TextTable {
    var texts: [LocalizedText] = []
    texts.reserveCapacity(pack.count + added.count)
    for index in 0..<pack.count { texts.append(self[Value(index)]) }
    texts += added
    let odd = texts.indices.filter { !TextTable.isPlain(texts[$0]) }
    return TextTable(
      pack: LocalizedTexts(texts), index: HashIndex(count: texts.count) { TextTable.hash(texts[$0]) },
      odd: FlatArray(odd.map(UInt32.init)))
  }

  // MARK: Search

  /// A text of the pack.
  private func find(_ text: LocalizedText) -> Int? {
    guard pack.count > 0 else { return nil }
    if let same = index.first(TextTable.hash(text), where: { isSame($0, text) }) { return same }
    if TextTable.isPlain(text) { return odd.lazy.map(Int.init).first { pack[$0] == text } }
    return (0..<pack.count).first { pack[$0] == text }
  }

  private func isSame(_ number: Int, _ text: LocalizedText) -> Bool {
    let range = pack.range(number)
    guard range.count == text.entries.count else { return false }
    for (own, entry) in zip(range, text.entries) {
      guard pack.localeNames[Int(pack.locales[own])] == entry.locale,
        entry.text.withBytes({ pack.entries.isSame(own, $0) })
      else { return false }
    }
    return true
  }

  private static func hash(_ text: LocalizedText) -> UInt64 {
    text.entries.reduce(0) { hash, entry in
      let seed = Int(truncatingIfNeeded: hash)
      let locale = entry.locale.withBytes { PlainText.hash($0, seed: seed) }
      return entry.text.withBytes { PlainText.hash($0, seed: Int(truncatingIfNeeded: locale)) }
    }
  }

  private static func isPlain(_ text: LocalizedText) -> Bool {
    text.entries.allSatisfy { PlainText.isPlain($0.text) }
  }
}
