import Inference
package import SourceTree

/// A section of a report, ready to be drawn from an outcome.
package struct ResolvedSection: Sendable {
  package let id: String
  package let span: Span
  package let title: Template?
  /// Nil where the section is a title over its parts.
  package let query: ResolvedQuery?
  package let order: [(variable: Int, descending: Bool)]
  package let limit: Int?
  package let text: Template?
  package let bar: Int?
  package let note: Template?
  package let empty: Template?
  package let tone: Tone
  /// What it means that a line keeps its place; the variables of the line are given.
  package let margin: ResolvedQuery?
  package let parts: [ResolvedSection]

  /// How a section is meant; a page may use a marker or a colour for it.
  package enum Tone: String, Sendable, CaseIterable {
    case plain, good, bad, quiet, warning
  }
}
