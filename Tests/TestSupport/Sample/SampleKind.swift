/// A kind of a sample program and its ids, in order.
package struct SampleKind: Sendable {
  package var name: String
  package var section: String
  package var ids: [String]
  /// The first pack that states each id; the first of them is also the pack that declares the kind.
  package var packs: [Int]
}
