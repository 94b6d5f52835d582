/// A place of the tree with what stands there or is looked for there, as data and as a person reads it.
///
/// Of `skills: { copywriting: 4 }` in a profile the path is `profile.skills.copywriting` and the value 4; of a member of a
/// set, such as `likes: [words]`, the path is `profile.likes` and the value `words`.
public struct StatedPlace: Sendable {
  /// Fields and ids from the root on, with a point between them; `$name` or `$_` where an id may be any.
  public let path: String
  /// The path with ids by their names: `profile / skills / Copywriting`.
  public let label: Text
  /// The value; nil where it may be any, or is told as a range.
  public let value: Value?
  /// The value, or the range of values, for a person.
  public let valueText: Text?

  /// `profile / skills / Copywriting: 4` for a reader of `locale`.
  public func text(in locale: String) -> String {
    guard let valueText else { return label.text(in: locale) }
    return label.text(in: locale) + Phrases.of(locale).colon + valueText.text(in: locale)
  }
}
