import Testing

@testable import Inference

@Suite("The checksum") struct ChecksumTests {
  private static let alphabet = "abcdefghijklmnopqrstuvwxyz"

  @Test(
    "it is wyhash, with its published values",
    arguments: [
      ("", 0, 0x9322_8A4D_E0EE_C5A2 as UInt64), ("a", 1, 0xC5BA_C3DB_1787_13C4),
      ("abc", 2, 0xA97F_2F7B_1D9B_3314), ("message digest", 3, 0x786D_1F1D_F380_1DF4),
      (alphabet, 4, 0xDCA5_A813_8AD3_7C87),
      (alphabet.uppercased() + alphabet + "0123456789", 5, 0xB9E7_34F1_17CF_AF70),
      (String(repeating: "1234567890", count: 8), 6, 0x6CC5_EAB4_9A92_D617),
    ])
  func published(text: String, seed: UInt64, sum: UInt64) {
    #expect(Array(text.utf8).withUnsafeBytes { Checksum.of($0, seed: seed) } == sum)
  }

  @Test("no changed bit goes unnoticed, however many bytes there are")
  func changedBits() {
    for count in 1...160 {
      var bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      let sum = bytes.withUnsafeBytes { Checksum.of($0) }
      for bit in 0..<count * 8 {
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(bytes.withUnsafeBytes { Checksum.of($0) } != sum)
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      }
    }
  }
}
