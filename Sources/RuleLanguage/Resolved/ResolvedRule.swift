package import Inference
package import SourceTree

/// A rule, or one row of its table, with ids instead of names.
package struct ResolvedRule: Sendable {
  /// The name, with the row behind it where there is a table: `aim-by-years[2]`.
  package let name: String
  /// The rule whose table the row stands in; nil for a rule without a table.
  package let table: String?
  package let span: Span
  package internal(set) var clause: Clause
  /// By variable; hidden ones have no name.
  package let variables: [Variable]
  package let atomSpans: [Span]
  package let headSpans: [Span]
  package let because: Template?
  package let source: String?

  package struct Variable: Sendable {
    package let name: String?
    package let type: VariableType
  }
}
