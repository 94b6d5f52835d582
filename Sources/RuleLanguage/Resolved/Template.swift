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
      return LocalizedText(locales.map { (locale: $0, text: text(versions[0].segments, $0, print)) })
    }
    return LocalizedText(versions.map { (locale: $0.locale, text: text($0.segments, $0.locale, print)) })
  }

  private func text(_ segments: [Segment], _ locale: String, _ print: (Segment, String) -> String) -> String {
    segments.reduce(into: "") { $0 += print($1, locale) }
  }
}
