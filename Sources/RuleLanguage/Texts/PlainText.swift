import Inference

/// Swift compares texts by canonical equivalence: `é` in one scalar equals `é` in two. Two texts of which each has only
/// scalars that nothing else is equivalent to are equal if their bytes are, and most texts are such.
enum PlainText {
  /// Whether a text has only ASCII characters, ideographs, and the punctuation that goes with either.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x80 }
      || text.unicodeScalars.allSatisfy { scalar in
        switch scalar.value {
        case 0..<0x80, 0x2010...0x2027, 0x3000...0x3029, 0x3400...0x9FFF, 0xFF01...0xFF60: true
        default: false
        }
      }
  }

  /// The hash of a text's bytes, the same in every process.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, seed: Int) -> UInt64 {
    Checksum.of(UnsafeRawBufferPointer(bytes), seed: UInt64(truncatingIfNeeded: seed))
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
