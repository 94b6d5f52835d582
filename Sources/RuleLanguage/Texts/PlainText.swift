import Inference

/// Swift compares texts by canonical equivalence: `é` in one scalar equals `é` in two. Two texts of which each has only
/// scalars that nothing else is equivalent to are equal if their bytes are, and most texts are such.
enum PlainText {
  /// What a text may be equal to besides its own bytes.
  enum Standing: Comparable {
    case plain
    /// Others that are not plain.
    case odd
    /// Even a plain text: it has a scalar that stands for another one, as the Kelvin sign does for `K`.
    case equalToPlain
  }

  static func standing(of text: String) -> Standing {
    if isPlain(text) { return .plain }
    let isExcluded = text.unicodeScalars.contains {
      !$0.isASCII && !isPlain($0.value) && $0.properties.isFullCompositionExclusion
    }
    return isExcluded ? .equalToPlain : .odd
  }

  /// Whether nothing is equivalent to a scalar beyond ASCII: it is an ideograph, or punctuation that goes with them.
  private static func isPlain(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2010...0x2027, 0x3000...0x3029, 0x3400...0x9FFF, 0xFF01...0xFF60: true
    default: false
    }
  }

  /// Whether a text has only ASCII characters, ideographs, and the punctuation that goes with either.
  static func isPlain(_ text: String) -> Bool { text.withBytes(isPlain) }

  /// The same for the UTF-8 of a text, in which all of those beyond ASCII have three bytes.
  static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        offset += 1
        continue
      }
      guard offset + 2 < bytes.count else { return false }
      // Nearly all of them are ideographs from U+4000 on.
      if (0xE4...0xE9).contains(bytes[offset]) {
        offset += 3
        continue
      }
      let scalar =
        UInt32(bytes[offset] & 0x0F) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6
        | UInt32(bytes[offset + 2] & 0x3F)
      guard bytes[offset] & 0xF0 == 0xE0, isPlain(scalar) else { return false }
      offset += 3
    }
    return true
  }

  /// The hash of a text's bytes, the same in every process.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, seed: Int) -> UInt64 {
    let seed = UInt64(truncatingIfNeeded: seed)
    if bytes.count > 16 { return Checksum.of(UnsafeRawBufferPointer(bytes), seed: seed) }
    let (first, last) = words(UnsafeRawBufferPointer(bytes))
    var hash = (first ^ (seed << 8 | UInt64(bytes.count)) &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    hash = (hash ^ hash &>> 32 ^ last) &* 0xC2B2_AE3D_27D4_EB4F
    hash = (hash ^ hash &>> 29) &* 0x9E37_79B9_7F4A_7C15
    return hash ^ hash &>> 32
  }

  /// Up to sixteen bytes in two words, which differ where the bytes do.
  private static func words(_ bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
    let count = bytes.count
    if count >= 8 {
      func word(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      return (word(0), word(count - 8))
    }
    if count >= 4 {
      func half(_ offset: Int) -> UInt64 {
        UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      }
      return (half(0), half(count - 4))
    }
    if count == 0 { return (0, 0) }
    return (UInt64(bytes[0]) << 8 | UInt64(bytes[count / 2]), UInt64(bytes[count - 1]))
  }
}

extension String {
  /// Hands over the bytes of the text.
  func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return copy.withUTF8(body)
  }
}
