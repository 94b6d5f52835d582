/// A place in the frame of a run: a constant, a variable or an intermediate result.
struct Slot: Sendable, Hashable {
  private let number: Int32

  init(_ index: Int) {
    number = Int32(index)
  }

  var index: Int {
    Int(number)
  }
}
