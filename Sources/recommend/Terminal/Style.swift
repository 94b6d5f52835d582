/// How a page is drawn: with or without colour, in Unicode or in ASCII.
struct Style: Equatable {
  let hasColor: Bool
  let hasUnicode: Bool

  init(hasColor: Bool, hasUnicode: Bool) {
    self.hasColor = hasColor
    self.hasUnicode = hasUnicode
  }

  init(_ terminal: Terminal) {
    self.init(hasColor: terminal.hasColor, hasUnicode: terminal.hasUnicode)
  }

  /// The text in that ink; without colour the text alone.
  func callAsFunction(_ text: String, _ ink: Ink) -> String {
    guard hasColor, ink != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
  }

  /// A thin line.
  func rule(_ cells: Int) -> String {
    self(String(repeating: hasUnicode ? "─" : "-", count: cells), .dim)
  }

  var passed: String { self(hasUnicode ? "✓" : "+", .green) }
  var failed: String { self(hasUnicode ? "✗" : "x", .red) }
}
