/// Why nothing can be measured, or why what was measured does not count.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
