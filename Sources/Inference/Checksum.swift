/// The 64-bit hash wyhash of Wang Yi, final version 4.2 with its own constants: three lanes that each take in sixteen
/// bytes by one multiplication to 128 bits, which is about as fast as memory can be read.
///
/// It finds what went wrong by accident and spreads the keys of a hash table. It is no defence: whoever wants to can
/// write other bytes with the same checksum.
package enum Checksum {
  private static let secrets: (UInt64, UInt64, UInt64, UInt64) = (
    0x2D35_8DCC_AA6C_78A5, 0x8BB8_4B93_962E_ACC9, 0x4B33_A62E_D433_D4A3, 0x4D5A_2DA5_1DE1_AA47
  )

  package static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    var lane = seed ^ folded(seed ^ secrets.0, secrets.1)
    let (first, last) =
      bytes.count > 16 ? tail(of: bytes, &lane) : bytes.count >= 4 ? halves(of: bytes) : (few(bytes), 0)
    let product = (first ^ secrets.1).multipliedFullWidth(by: last ^ lane)
    return folded(product.low ^ secrets.0 ^ UInt64(bytes.count), product.high ^ secrets.1)
  }

  /// The last two words, behind all that was taken into the lane before.
  private static func tail(of bytes: UnsafeRawBufferPointer, _ lane: inout UInt64) -> (UInt64, UInt64) {
    var offset = 0
    if bytes.count >= 48 {
      var (second, third) = (lane, lane)
      repeat {
        lane = folded(word(bytes, offset) ^ secrets.1, word(bytes, offset + 8) ^ lane)
        second = folded(word(bytes, offset + 16) ^ secrets.2, word(bytes, offset + 24) ^ second)
        third = folded(word(bytes, offset + 32) ^ secrets.3, word(bytes, offset + 40) ^ third)
        offset += 48
      } while bytes.count - offset >= 48
      lane ^= second ^ third
    }
    while bytes.count - offset > 16 {
      lane = folded(word(bytes, offset) ^ secrets.1, word(bytes, offset + 8) ^ lane)
      offset += 16
    }
    return (word(bytes, bytes.count - 16), word(bytes, bytes.count - 8))
  }

  /// Four to sixteen bytes, the middle ones twice.
  private static func halves(of bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
    let (last, step) = (bytes.count - 4, bytes.count / 8 * 4)
    return (
      half(bytes, 0) &<< 32 | half(bytes, step), half(bytes, last) &<< 32 | half(bytes, last - step)
    )
  }

  /// None to three bytes.
  private static func few(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard let first = bytes.first, let last = bytes.last else { return 0 }
    return UInt64(first) &<< 16 | UInt64(bytes[bytes.count / 2]) &<< 8 | UInt64(last)
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func half(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }

  /// Both halves of a product in one word.
  @inline(__always)
  private static func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}
