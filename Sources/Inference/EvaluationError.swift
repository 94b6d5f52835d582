/// Why a profile has no outcome: up to twenty failures of the stratum in which they arose, sorted.
package struct EvaluationError: Error, Sendable, Hashable {
  package var failures: [Failure]

  package init(failures: [Failure]) {
    self.failures = failures
  }
}
