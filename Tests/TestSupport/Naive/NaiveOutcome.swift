package import Recommender

/// What the naive evaluator found: the derived tree, or why there is none.
package struct NaiveOutcome: Sendable {
  package var facts: Value
  package var failures: Set<NaiveFailure>
  package var features: Set<NaiveFeature>
}
