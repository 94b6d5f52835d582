import SourceTree

/// Texts that were read before, in the order in which their places come again.
///
/// The names of ids are wanted before any fact is read, and are facts themselves. A place that does not come when its
/// turn is there is no mistake: its text and those behind it are read once more.
struct KnownTexts: Sendable {
  private var texts: [(text: LocalizedText, span: Span)] = []
  private var taken = 0

  /// The same place again, as the section of two kinds has it, is known already.
  mutating func add(_ text: LocalizedText, at span: Span) {
    if texts.last?.span != span { texts.append((text, span)) }
  }

  /// The text at a place, if it is the next one.
  mutating func take(at span: Span) -> LocalizedText? {
    guard taken < texts.count, texts[taken].span == span else { return nil }
    taken += 1
    return texts[taken - 1].text
  }
}
