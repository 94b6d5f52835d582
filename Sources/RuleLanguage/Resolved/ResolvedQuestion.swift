/// A question about one field of the profile.
package struct ResolvedQuestion: Sendable {
  package let id: String
  /// The path below `profile`: `years`.
  package let field: String
  package let text: LocalizedText
  package let help: LocalizedText?
}
