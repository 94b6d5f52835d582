/// A pattern for one leaf. With a `choice` the value is an anonymous variable, and the choice is what is
/// written.
package struct SampleAtom: Sendable {
  package var leaf: Int
  package var keys: [SampleTerm]
  /// Nothing for members and entries.
  package var value: SampleTerm?
  package var choice: SampleChoice?

  package var terms: [SampleTerm] { keys + (value.map { [$0] } ?? []) }

  /// The variables of the keys, of the value and of the ends of a range.
  package var variables: [String] { terms.compactMap(\.variable) + (choice?.variables ?? []) }
}
