/// A text in one or more locales, or one text for all of them.
///
///     name: 文案                              # one text for every reader
///     name: { zh: 文案, en: Copywriting }
package struct LocalizedText: Sendable, Hashable {
  /// Sorted by locale; the locale of a text for every reader is empty.
  package let entries: [Entry]

  package struct Entry: Sendable, Hashable {
    package let locale: String
    package let text: String
  }

  /// - Parameter entries: sorted by locale.
  init(entries: [Entry]) {
    self.entries = entries
  }

  package init(_ text: String) {
    entries = [Entry(locale: "", text: text)]
  }

  package init(_ texts: [(locale: String, text: String)]) {
    self.init(sorting: texts.map { Entry(locale: $0.locale, text: $0.text) })
  }

  init(sorting entries: consuming [Entry]) {
    // Two of them, as nearly every text has, are sooner compared than sorted.
    if entries.count == 2, entries[0].locale != entries[1].locale {
      if entries[0].locale > entries[1].locale { entries.swapAt(0, 1) }
      self.entries = entries
      return
    }
    self.entries = entries.sorted { $0.locale == $1.locale ? $0.text < $1.text : $0.locale < $1.locale }
  }

  /// The text for `locale`, else for the first of `others` that has one, else the first there is.
  package func text(in locale: String, otherwise others: [String] = []) -> String {
    for wanted in [locale] + others {
      if let entry = entries.first(where: { $0.locale == wanted || $0.locale.isEmpty }) { return entry.text }
    }
    return entries.first?.text ?? ""
  }
}
