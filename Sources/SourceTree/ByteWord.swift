/// Eight bytes at once, for walking over a text faster than byte by byte.
struct ByteWord {
  private let bits: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  static let width = 8

  /// The bytes from `offset` on; `nil` where the text has fewer than eight.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    guard offset + ByteWord.width <= bytes.count else { return nil }
    bits = UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Whether all are printable ASCII, U+0020 to U+007E: no subtraction borrows, and no addition carries.
  var isPlain: Bool {
    (bits | (bits &- ByteWord.ones &* 0x20) | (bits &+ ByteWord.ones)) & ByteWord.highs == 0
  }

  func contains(_ byte: UInt8) -> Bool {
    let difference = bits ^ (ByteWord.ones &* UInt64(byte))
    return (difference &- ByteWord.ones) & ~difference & ByteWord.highs != 0
  }

  /// How many of them start a character of UTF-8.
  var characterCount: Int { Int((starts &>> 7 &* ByteWord.ones) &>> 56) }

  /// Which of them starts the character of a number from 0, of which there are more.
  func start(ofCharacter number: Int) -> Int {
    var starts = starts
    if starts == ByteWord.highs { return number }
    for _ in 0..<number { starts &= starts &- 1 }
    return starts.trailingZeroBitCount / 8
  }

  /// The highest bit of each byte that starts a character.
  private var starts: UInt64 { ~(bits & ~(bits << 1)) & ByteWord.highs }
}
