extension String {
  /// The text with spaces after it, so that it takes `cells`; longer texts stay as they are.
  func padded(to cells: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, cells - DisplayWidth.of(self)))
  }

  /// The text with spaces before it, so that it takes `cells`; longer texts stay as they are.
  func rightAligned(in cells: Int) -> String {
    String(repeating: " ", count: Swift.max(0, cells - DisplayWidth.of(self))) + self
  }
}
