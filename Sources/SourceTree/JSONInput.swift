/// What libyaml is given in place of a JSON file, because it refuses two things that JSON allows: a tab around the
/// document, and a character written as a surrogate pair, `\uD83D\uDE00`, which becomes `\U0001F600`.
///
/// Only files whose first character is `{` or `[` are touched, and nearly all of them need no change.
struct JSONInput {
  private(set) var bytes: [UInt8]
  /// Offsets in `bytes` behind each shortened escape; each took two bytes more in the file.
  private(set) var shortened: [Int] = []

  /// Nil when libyaml can read the file as it is.
  init?(_ source: UnsafeBufferPointer<UInt8>) {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    guard let first = source.firstIndex(where: { !isBlank($0) }),
      let last = source.lastIndex(where: { !isBlank($0) }),
      source[first] == UInt8(ascii: "{") || source[first] == UInt8(ascii: "[")
    else { return nil }
    let hasTabs = source[..<first].contains(0x09) || source[last...].contains(0x09)
    let pairs = Self.surrogatePairs(source)
    guard hasTabs || !pairs.isEmpty else { return nil }

    bytes = []
    bytes.reserveCapacity(source.count)
    var done = 0
    for pair in pairs {
      bytes += source[done..<pair.offset]
      let digits = String(pair.scalar, radix: 16)
      bytes += Array(("\\U" + String(repeating: "0", count: 8 - digits.count) + digits).utf8)
      shortened.append(bytes.count)
      done = pair.offset + 12
    }
    bytes += source[done...]
    for index in 0..<first where bytes[index] == 0x09 {
      bytes[index] = 0x20
    }
    var index = bytes.count - 1
    while index >= 0, isBlank(bytes[index]) {
      if bytes[index] == 0x09 { bytes[index] = 0x20 }
      index -= 1
    }
  }

  private static func surrogatePairs(
    _ source: UnsafeBufferPointer<UInt8>
  ) -> [(offset: Int, scalar: UInt32)] {
    var pairs: [(offset: Int, scalar: UInt32)] = []
    var isInString = false
    var offset = 0
    while offset < source.count {
      switch source[offset] {
      case UInt8(ascii: "\""):
        isInString.toggle()
        offset += 1
      case UInt8(ascii: "\\") where isInString:
        if let high = unit(source, at: offset), (0xD800...0xDBFF).contains(high),
          let low = unit(source, at: offset + 6), (0xDC00...0xDFFF).contains(low)
        {
          pairs.append((offset, 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)))
          offset += 12
        } else {
          offset += 2
        }
      default:
        offset += 1
      }
    }
    return pairs
  }

  /// The number of a `\u` escape.
  private static func unit(_ source: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32? {
    guard offset + 6 <= source.count, source[offset] == UInt8(ascii: "\\"),
      source[offset + 1] == UInt8(ascii: "u")
    else { return nil }
    var number: UInt32 = 0
    for byte in source[offset + 2..<offset + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      number = number << 4 + UInt32(digit)
    }
    return number
  }
}
