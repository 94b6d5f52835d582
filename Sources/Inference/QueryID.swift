/// The number of a query in a program's `queries`.
package struct QueryID: Sendable, Hashable, Comparable {
  private let number: Int32

  package init(_ index: Int) {
    number = Int32(index)
  }

  package var index: Int {
    Int(number)
  }

  package static func < (one: QueryID, other: QueryID) -> Bool {
    one.number < other.number
  }
}
