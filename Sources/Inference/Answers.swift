/// What a condition found: its solutions, and the bindings under which a test could not be computed.
package struct Answers: Sendable, Hashable {
  /// A value for each variable; distinct over the variables of the condition, sorted.
  package var solutions: [[Value]]
  /// Bindings under which no test is false and one divides by zero or overflows; distinct, sorted.
  package var failures: [[Value]]
  /// Whether that is all: the search was not stopped by the limits of the evaluation.
  package var isComplete: Bool

  package init(solutions: [[Value]], failures: [[Value]], isComplete: Bool) {
    self.solutions = solutions
    self.failures = failures
    self.isComplete = isComplete
  }
}
