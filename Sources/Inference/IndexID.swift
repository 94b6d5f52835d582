/// The number of an index in a program.
struct IndexID: Sendable, Hashable {
  private let number: Int32

  init(_ index: Int) {
    number = Int32(index)
  }

  var index: Int {
    Int(number)
  }
}
