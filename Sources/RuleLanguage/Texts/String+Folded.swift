extension String {
  /// The text in lower case, for comparing names in any letter case.
  var folded: String {
    let capitals = withBytes(String.knownCapitals)
    if capitals == 0 { return self }
    guard capitals != nil else { return lowercased() }
    return String(
      decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// How many letters of a text lower case changes, where that is plain to see: capitals of ASCII. Nil where there are
  /// other characters than ASCII, U+0080 to U+00BF, the punctuation from U+2000 to U+203F and from U+FF00 to U+FF20, and
  /// those from U+3000 to U+9FFF, such as Chinese, which know no case.
  private static func knownCapitals(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var capitals = 0
    var offset = 0
    // Of a character that is not ASCII the bytes behind the first are there.
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x41...0x5A:
        capitals += 1
        offset += 1
      case 0..<0x80: offset += 1
      case 0xC2: offset += 2
      case 0xE2:
        guard bytes[offset + 1] == 0x80 else { return nil }
        offset += 3
      case 0xE3...0xE9: offset += 3
      case 0xEF:
        guard bytes[offset + 1] == 0xBC, bytes[offset + 2] <= 0xA0 else { return nil }
        offset += 3
      default: return nil
      }
    }
    return capitals
  }
}
