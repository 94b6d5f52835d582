/// One place that a rule fills.
package struct SampleHead: Sendable {
  package var leaf: Int
  package var keys: [SampleTerm]
  /// Nothing for members and entries.
  package var value: SampleExpression?

  package var variables: [String] { keys.compactMap(\.variable) + (value?.variables ?? []) }
}
