extension DisplayWidth {
  /// The cells of a text in which every scalar is a character of its own and its width is plain to see: printable
  /// ASCII and Latin letters, dashes and quotation marks, arrows, ideographs, full-width signs. Nil for any other text,
  /// one with line breaks too.
  static func ofPlain(_ text: some StringProtocol) -> Int? {
    var width = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2190...0x21FF: width += 1
      case 0x3000...0x3029, 0x3400...0x9FFF, 0xFF01...0xFF60: width += 2
      default: return nil
      }
    }
    return width
  }
}
