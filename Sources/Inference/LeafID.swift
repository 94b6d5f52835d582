/// The number of a leaf in a program's `leaves`.
package struct LeafID: Sendable, Hashable, Comparable, BitwiseCopyable {
  private let number: Int32

  package init(_ index: Int) {
    number = Int32(index)
  }

  package var index: Int {
    Int(number)
  }

  package static func < (one: LeafID, other: LeafID) -> Bool {
    one.number < other.number
  }
}
