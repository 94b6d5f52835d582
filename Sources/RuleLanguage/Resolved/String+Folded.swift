extension String {
  /// The text in lower case, for comparing names in any letter case.
  var folded: String {
    isFolded ? self : lowercased()
  }

  /// Whether it is plain to see that lower case changes nothing: it has no ASCII capital and, beyond ASCII, only
  /// characters from U+3000 to U+9FFF, such as Chinese, which know no case.
  private var isFolded: Bool {
    var utf8 = utf8.makeIterator()
    while let byte = utf8.next() {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): return false
      case 0..<0x80: continue
      case 0xE3...0xE9: _ = (utf8.next(), utf8.next())
      default: return false
      }
    }
    return true
  }
}
