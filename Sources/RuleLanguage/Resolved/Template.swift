package import Inference

/// A text with places for values: `$role needs $skill at level $needed`.
package struct Template: Sendable {
  package enum Segment: Sendable {
    case literal(String)
    case variable(Int, VariableType)
    /// What a table's row fills in.
    case constant(Value, VariableType)
    case text(LocalizedText)
  }

  /// By locale, as `LocalizedText.entries`.
  package let versions: [(locale: String, segments: [Segment])]

  /// Prints every version with values in the places of variables.
  package func text(locales: [String], _ print: (Segment, String) -> String) -> LocalizedText {
    if versions.count == 1, versions[0].locale.isEmpty, !locales.isEmpty {
      return LocalizedText(
        locales.map { locale in (locale, versions[0].segments.map { print($0, locale) }.joined()) })
    }
    return LocalizedText(
      versions.map { version in
        (version.locale, version.segments.map { print($0, version.locale) }.joined())
      })
  }
}
