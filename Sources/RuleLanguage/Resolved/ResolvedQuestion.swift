package import SourceTree

/// A question about one field of the profile.
package struct ResolvedQuestion: Sendable {
  package let id: String
  /// Nil of a pack from an image.
  package let span: Span?
  /// The path below `profile`: `years`.
  package let field: String
  package let text: LocalizedText
  package let help: LocalizedText?
}
