/// The number of a clause in a program's `clauses`.
package struct ClauseID: Sendable, Hashable, Comparable {
  private let number: Int32

  package init(_ index: Int) {
    number = Int32(index)
  }

  package var index: Int {
    Int(number)
  }

  package static func < (one: ClauseID, other: ClauseID) -> Bool {
    one.number < other.number
  }
}
