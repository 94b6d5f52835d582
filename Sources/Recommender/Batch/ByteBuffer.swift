#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Bytes that grow at their end and keep their memory, written without a check of each.
///
/// `room(for:)` comes before the writing, which may then go a little beyond what counts.
struct ByteBuffer: ~Copyable {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 1 << 16) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { start.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  mutating func removeAll() { count = 0 }

  mutating func removeLast(downTo count: Int) { self.count = count }

  /// Makes sure that so many bytes can be written.
  @inline(__always) mutating func room(for bytes: Int) {
    if count + bytes > capacity { grow(bytes) }
  }

  @inline(never) private mutating func grow(_ bytes: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity * 2, count + bytes))
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
    capacity = max(capacity * 2, count + bytes)
  }

  /// Writes a byte for which there is room.
  @inline(__always) mutating func put(_ byte: UInt8) {
    start[count] = byte
    count += 1
  }

  /// Writes bytes for which there is room, and room for 32 in any case; 32 bytes can be read from `source`.
  @inline(__always) mutating func put(padded source: UnsafePointer<UInt8>, _ length: Int) {
    if length <= 32 {
      let from = UnsafeRawPointer(source)
      let to = UnsafeMutableRawPointer(start + count)
      let low = from.loadUnaligned(as: SIMD16<UInt8>.self)
      to.storeBytes(of: low, as: SIMD16<UInt8>.self)
      if length > 16 {
        let high = from.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
        to.storeBytes(of: high, toByteOffset: 16, as: SIMD16<UInt8>.self)
      }
    } else {
      memcpy(start + count, source, length)
    }
    count += length
  }

  /// Takes in bytes that were written behind the end.
  @inline(__always) mutating func advance(_ bytes: Int) { count += bytes }

  mutating func append(_ byte: UInt8) {
    room(for: 1)
    put(byte)
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    room(for: bytes.count)
    if let source = bytes.baseAddress { memcpy(start + count, source, bytes.count) }
    count += bytes.count
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }
}
