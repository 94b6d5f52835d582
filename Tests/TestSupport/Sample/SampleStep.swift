/// A step on the way from the root of the tree to a leaf: a field of a record, or the key of a map or set.
package enum SampleStep: Sendable, Hashable {
  case field(String)
  /// A key; the kind's place in the program.
  case key(Int)
}
