import RuleLanguage

/// A text in one or more locales.
public struct Text: Sendable, Hashable {
  let base: LocalizedText
  /// Where a locale has no text of its own, these are tried in order.
  let locales: [String]

  init(_ base: LocalizedText, locales: [String]) {
    self.base = base
    self.locales = locales
  }

  /// The text for a reader of `locale` (`zh`, `en`), else in the first locale of the pack that has one.
  public func text(in locale: String) -> String { base.text(in: locale, otherwise: locales) }
}
