import Inference

/// Texts in one or more locales each, in a row.
struct LocalizedTexts: Sendable {
  /// By text, its first entry; and, last, the end of all.
  let starts: FlatArray<UInt32>
  /// By entry, its locale, a place in `localeNames`.
  let locales: FlatArray<UInt32>
  /// By entry, what it says.
  let entries: FlatTexts
  let localeNames: [String]

  init(
    starts: FlatArray<UInt32>, locales: FlatArray<UInt32>, entries: FlatTexts, localeNames: [String]
  ) {
    self.starts = starts
    self.locales = locales
    self.entries = entries
    self.localeNames = localeNames
  }

  /// A text that is nil has no entries.
  init(_ texts: [LocalizedText?]) {
    var starts: [UInt32] = [0]
    var locales: [UInt32] = []
    var names: [String] = []
    var entries: [String] = []
    for text in texts {
      for entry in text?.entries ?? [] {
        let locale = names.firstIndex { $0.hasSameBytes(as: entry.locale) } ?? names.count
        if locale == names.count { names.append(entry.locale) }
        locales.append(UInt32(locale))
        entries.append(entry.text)
      }
      starts.append(UInt32(entries.count))
    }
    self.init(
      starts: FlatArray(starts), locales: FlatArray(locales), entries: FlatTexts(entries),
      localeNames: names)
  }

  var count: Int { Swift.max(0, starts.count - 1) }

  func range(_ index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

  /// Nil for a text that was nil.
  subscript(index: Int) -> LocalizedText? {
    let range = range(index)
    guard !range.isEmpty else { return nil }
    return LocalizedText(
      entries: range.map { LocalizedText.Entry(locale: localeNames[Int(locales[$0])], text: entries[$0]) })
  }
}
