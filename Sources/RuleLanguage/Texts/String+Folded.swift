extension String {
  /// The text in lower case, for comparing names in any letter case.
  var folded: String {
    let capitals = knownCapitals
    if capitals == 0 { return self }
    guard capitals != nil else { return lowercased() }
    return String(
      decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// How many letters lower case changes, where that is plain to see: capitals of ASCII. Nil where there are other
  /// characters than ASCII, the punctuation from U+2000 to U+203F and those from U+3000 to U+9FFF, such as Chinese,
  /// which know no case.
  private var knownCapitals: Int? {
    var capitals = 0
    var utf8 = utf8.makeIterator()
    while let byte = utf8.next() {
      switch byte {
      case 0x41...0x5A: capitals += 1
      case 0..<0x80: continue
      case 0xE2:
        guard utf8.next() == 0x80 else { return nil }
        _ = utf8.next()
      case 0xE3...0xE9: _ = (utf8.next(), utf8.next())
      default: return nil
      }
    }
    return capitals
  }
}
