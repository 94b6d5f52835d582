/// A second place that a diagnostic points to, such as `first stated here`.
public struct Note: Sendable, Hashable {
  /// In lower case, without a full stop.
  public let message: String
  /// Nil when the note is about nothing in a file.
  public let place: Place?
  /// The line at the place; nil where there is none.
  public let excerpt: Excerpt?

  package init(message: String, place: Place?, excerpt: Excerpt?) {
    self.message = message
    self.place = place
    self.excerpt = excerpt
  }
}
