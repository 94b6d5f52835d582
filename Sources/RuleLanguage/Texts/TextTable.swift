package import Inference

/// The texts of a pack, each once; a text value is its index here. Those of a profile stand behind them.
package struct TextTable: Sendable {
  /// The texts of the pack once it is compiled.
  let pack: LocalizedTexts
  /// Finds one of them.
  let index: HashIndex
  /// Those that others than their own bytes may be equal to, in order.
  let odd: FlatArray<UInt32>
  private var added = DistinctTexts<LocalizedText>()

  init() {
    self.init(pack: LocalizedTexts([]), index: HashIndex(slots: FlatArray()), odd: FlatArray())
  }

  init(pack: LocalizedTexts, index: HashIndex, odd: FlatArray<UInt32>) {
    self.pack = pack
    self.index = index
    self.odd = odd
  }

  /// How many texts there are, with those of a profile.
  package var count: Int { pack.count + added.all.count }

  package subscript(value: Value) -> LocalizedText {
    guard value >= pack.count else { return pack[Int(value)] ?? LocalizedText("") }
    return added.all[Int(value) - pack.count]
  }

  mutating func intern(_ text: LocalizedText) -> Value {
    if let known = find(text) { return Value(known) }
    return Value(pack.count + added.number(of: text))
  }

  mutating func reserveCapacity(_ count: Int) {
    added.reserveCapacity(count)
  }

  /// The table of a new pack with all its texts in flat form.
  func frozen() -> TextTable {
    precondition(pack.count == 0, "a table is made flat twice")
    return TextTable(
      pack: LocalizedTexts(added.all.map(Optional.some)),
      index: HashIndex(count: added.all.count) { added.hashes[$0] },
      odd: FlatArray(added.odd))
  }

  // MARK: Search

  /// A text of the pack.
  private func find(_ text: LocalizedText) -> Int? {
    guard pack.count > 0 else { return nil }
    if let same = index.first(text.hashOfBytes, where: { isSame($0, text) }) { return same }
    if text.entries.allSatisfy({ PlainText.isPlain($0.text) }) {
      return odd.lazy.map(Int.init).first { pack[$0] == text }
    }
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
}
