/// Tells texts that a file holds byte by byte as they are read, and that equal no other text than themselves.
///
/// `"文案"` is plain. A text with a quote, a backslash or a line break is written otherwise than it is read; an accent
/// of its own (U+0301) makes texts that are the same to Swift and differ in their bytes. Ranges were taken from the
/// Unicode Character Database: only characters that are starters and stay as they are in normal form C.
enum PlainBytes {
  static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let length = length(at: offset, in: bytes)
        if length == 0 { return false }
        offset += length
      }
      return true
    }
  }

  /// Whether no plain text can equal a text unless their bytes are the same.
  static func isDistinct(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.isASCII || isPlain($0.value) }
  }

  /// How many bytes the plain character at an offset takes; 0 where there is none.
  @inline(__always) static func length(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let first = bytes[offset]
    if first < 0x80 { return isPlain(ascii: first) ? 1 : 0 }
    return longLength(at: offset, in: bytes)
  }

  @inline(__always) private static func isPlain(ascii byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F
  }

  private static func longLength(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let length: Int
    var scalar: UInt32
    switch bytes[offset] {
    case 0xC2...0xDF: (length, scalar) = (2, UInt32(bytes[offset] & 0x1F))
    case 0xE0...0xEF: (length, scalar) = (3, UInt32(bytes[offset] & 0x0F))
    case 0xF0...0xF4: (length, scalar) = (4, UInt32(bytes[offset] & 0x07))
    default: return 0
    }
    guard offset + length <= bytes.count else { return 0 }
    for index in 1..<length {
      guard bytes[offset + index] & 0xC0 == 0x80 else { return 0 }
      scalar = scalar << 6 | UInt32(bytes[offset + index] & 0x3F)
    }
    // Fewer bytes would have done: no UTF-8.
    if length == 3 && scalar < 0x800 || length == 4 && scalar < 0x10000 { return 0 }
    return isPlain(scalar) ? length : 0
  }

  private static func isPlain(_ scalar: UInt32) -> Bool {
    switch scalar {
    // Latin, Greek and Cyrillic letters; punctuation and signs; kana; Chinese characters; Hangul; full width forms;
    // pictures.
    case 0xA0...0x2FF, 0x391...0x3CE, 0x400...0x482, 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20C0,
      0x2100...0x2125, 0x2190...0x22FF, 0x2460...0x27BF, 0x3000...0x3020, 0x3041...0x3096, 0x30A1...0x30FF,
      0x3131...0x318E, 0x3200...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFFEF, 0x1F300...0x1F9FF:
      true
    default: false
    }
  }
}
