extension DisplayWidth {
  /// The cells of a text in which every scalar is a character of its own and its width is plain to see: printable
  /// ASCII and Latin letters, dashes and quotation marks, arrows, ideographs, full-width signs. Nil for any other text,
  /// one with line breaks too.
  static func ofPlain(_ text: some StringProtocol) -> Int? {
    if let width = text.utf8.withContiguousStorageIfAvailable(ofASCII), let width { return width }
    var width = 0
    for scalar in text.unicodeScalars {
      guard let cells = ofPlain(scalar) else { return nil }
      width += cells
    }
    return width
  }

  /// The cells of a scalar that is a character of its own beside others like it; nil for any other.
  @inline(__always)
  static func ofPlain(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2190...0x21FF: 1
    case 0x3000...0x3029, 0x3400...0x9FFF, 0xFF01...0xFF60: 2
    default: nil
    }
  }

  private static func ofASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var isPlain = true
    for byte in bytes { isPlain = byte >= 0x20 && byte < 0x7F && isPlain }
    return isPlain ? bytes.count : nil
  }
}
