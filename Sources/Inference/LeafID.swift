/// The number of a leaf in a program's `leaves`.
package struct LeafID: Sendable, Hashable, Comparable, BitwiseCopyable {
  @usableFromInline
  let number: Int32

  @inlinable
  package init(_ index: Int) {
    number = Int32(index)
  }

  @inlinable
  package var index: Int {
    Int(number)
  }

  package static func < (one: LeafID, other: LeafID) -> Bool {
    one.number < other.number
  }
}
