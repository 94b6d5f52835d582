/// The first byte of a file that no text has: broken UTF-8, or a character that YAML forbids.
enum TextFlaw: Equatable {
  case broken(at: Int)
  case control(Unicode.Scalar, at: Range<Int>)
}

/// What one pass over the bytes of a file tells.
struct TextScan {
  private(set) var flaw: TextFlaw?
  /// Whether a byte is a character, so that libyaml's count of characters is an offset already.
  private(set) var isASCII = true

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x20, byte < 0x7F {
        offset += 1
        while let word = ByteWord(bytes, at: offset), word.isPlain {
          offset += ByteWord.width
        }
      } else if byte < 0x80 {
        guard byte == 0x0A || byte == 0x0D || byte == 0x09 else {
          flaw = .control(Unicode.Scalar(byte), at: offset..<offset + 1)
          return
        }
        offset += 1
      } else if (0xE4...0xE9).contains(byte), offset + 2 < bytes.count, bytes[offset + 1] & 0xC0 == 0x80,
        bytes[offset + 2] & 0xC0 == 0x80
      {
        // U+4000 to U+9FFF, which nearly all characters beyond ASCII are.
        isASCII = false
        offset += 3
      } else {
        isASCII = false
        let length = Self.sequenceLength(bytes, at: offset)
        guard length > 0 else {
          flaw = .broken(at: offset)
          return
        }
        if let scalar = Self.forbidden(bytes, at: offset) {
          flaw = .control(scalar, at: offset..<offset + length)
          return
        }
        offset += length
      }
    }
  }

  /// The length of a well-formed sequence (Unicode Standard, table 3-7), or 0.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[offset] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    for index in 2..<max(2, length) where bytes[offset + index] & 0xC0 != 0x80 {
      return 0
    }
    return length
  }

  /// U+0080…U+009F without U+0085, and U+FFFE and U+FFFF.
  private static func forbidden(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Unicode.Scalar? {
    let second = bytes[offset + 1]
    if bytes[offset] == 0xC2 {
      return second < 0xA0 && second != 0x85 ? Unicode.Scalar(second) : nil
    }
    guard bytes[offset] == 0xEF, second == 0xBF, bytes[offset + 2] >= 0xBE else { return nil }
    return Unicode.Scalar(UInt32(0xFF00) + UInt32(bytes[offset + 2]) + 0x40)
  }
}
