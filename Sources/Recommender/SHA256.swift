/// The hash function of FIPS 180-4, section 6.2.
///
/// Ours, because the library that has it brings a compiled C library of a hundred times its size.
struct SHA256 {
  private typealias State = (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)

  private var state: State = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
  )
  /// What does not fill a block of 64 bytes yet.
  private var rest: [UInt8] = []
  private var length: UInt64 = 0

  mutating func update(_ bytes: [UInt8]) {
    length += 8 * UInt64(bytes.count)
    append(bytes)
  }

  private mutating func append(_ bytes: [UInt8]) {
    guard rest.isEmpty else {
      let joined = rest + bytes
      rest = []
      return append(joined)
    }
    let end = bytes.count - bytes.count % 64
    bytes.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: end, by: 64) { compress(bytes, from: start) }
    }
    rest = Array(bytes[end...])
  }

  /// The digest in hexadecimal digits.
  mutating func finish() -> String {
    let zeros = (119 - rest.count) % 64
    append(
      [0x80] + Array(repeating: 0, count: zeros)
        + (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) })
    let digits = Array("0123456789abcdef")
    var text = ""
    for word in [state.0, state.1, state.2, state.3, state.4, state.5, state.6, state.7] {
      for shift in stride(from: 28, through: 0, by: -4) {
        text.append(digits[Int(word >> UInt32(shift) & 15)])
      }
    }
    return text
  }

  /// Rounds in groups of eight, after which each word stands where it stood.
  private mutating func compress(_ bytes: UnsafeRawBufferPointer, from start: Int) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      for index in 0..<16 {
        let word = bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self)
        schedule[index] = UInt32(bigEndian: word)
      }
      for index in 16..<64 {
        let (early, late) = (schedule[index - 15], schedule[index - 2])
        let first = SHA256.rotated(early, 7) ^ SHA256.rotated(early, 18) ^ early &>> 3
        let second = SHA256.rotated(late, 17) ^ SHA256.rotated(late, 19) ^ late &>> 10
        schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
      }
      var (a, b, c, d, e, f, g, h) = state
      SHA256.constants.withUnsafeBufferPointer { constants in
        for index in stride(from: 0, to: 64, by: 8) {
          SHA256.round(a, b, c, &d, e, f, g, &h, constants[index] &+ schedule[index])
          SHA256.round(h, a, b, &c, d, e, f, &g, constants[index + 1] &+ schedule[index + 1])
          SHA256.round(g, h, a, &b, c, d, e, &f, constants[index + 2] &+ schedule[index + 2])
          SHA256.round(f, g, h, &a, b, c, d, &e, constants[index + 3] &+ schedule[index + 3])
          SHA256.round(e, f, g, &h, a, b, c, &d, constants[index + 4] &+ schedule[index + 4])
          SHA256.round(d, e, f, &g, h, a, b, &c, constants[index + 5] &+ schedule[index + 5])
          SHA256.round(c, d, e, &f, g, h, a, &b, constants[index + 6] &+ schedule[index + 6])
          SHA256.round(b, c, d, &e, f, g, h, &a, constants[index + 7] &+ schedule[index + 7])
        }
      }
      state = (
        state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e, state.5 &+ f, state.6 &+ g,
        state.7 &+ h
      )
    }
  }

  /// One round; what would be moved to the next word stays, and the next round takes the words in another order.
  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
    _ h: inout UInt32, _ word: UInt32
  ) {
    let sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    let first = h &+ sum1 &+ (e & f ^ ~e & g) &+ word
    let sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    d = d &+ first
    h = first &+ sum0 &+ (a & b ^ a & c ^ b & c)
  }

  @inline(__always)
  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &>> count | word &<< (32 &- count)
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
