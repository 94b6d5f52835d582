package import Inference
package import SourceTree

/// A pattern that is asked, not concluded from: a line of a report, an expectation of a test, a goal.
package struct ResolvedQuery: Sendable {
  package let condition: Condition
  package let unless: [Condition]
  package let variables: [ResolvedRule.Variable]
  /// The variables of enclosing sections come first and are bound.
  package let given: Int
  /// Behind the given ones, the author's own.
  package let named: Int
  package let atomSpans: [Span]
  /// Of a pattern that stands alone, all texts that its values may mean: those that it was read with, and its own.
  package var texts: TextTable?
}
