extension String {
  /// The text with spaces after it, so that it takes `cells`; longer texts stay as they are.
  func padded(to cells: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, cells - DisplayWidth.of(self)))
  }

  /// The text with spaces before it, so that it takes `cells`; longer texts stay as they are.
  func rightAligned(in cells: Int) -> String {
    String(repeating: " ", count: Swift.max(0, cells - DisplayWidth.of(self))) + self
  }

  /// The text with a line break at its end, if it has none.
  var endingInLineBreak: String { hasSuffix("\n") ? self : self + "\n" }
}
