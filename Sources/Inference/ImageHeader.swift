/// The first 64 bytes of an image, numbers in the byte order of the machine that wrote it.
///
/// | bytes | hold |
/// | --- | --- |
/// | 0..<8 | `mark`, which no text begins with and which a transfer as text would break |
/// | 8..<12 | the version of the format |
/// | 12..<16 | 0x01020304 |
/// | 16..<24 | the size of the image |
/// | 24..<32 | where the stream begins; the flat parts stand before it |
/// | 32..<40 | the checksum of all that follows the header |
/// | 40..<48 | the checksum of the bytes before this one |
/// | 48..<64 | zeros |
enum ImageHeader {
  static let mark: [UInt8] = [0x89, 0x52, 0x43, 0x4D, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Grows by one with every change of what an image holds and how.
  static let version: UInt32 = 3
  /// Those before it had other checksums.
  static let firstVersionWithChecksum: UInt32 = 3
  static let byteOrder: UInt32 = 0x0102_0304
  static let size = 64
  static let checkedSize = 40
}
