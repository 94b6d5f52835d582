#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Whether two stretches of memory hold the same bytes.
package func areSame(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
  guard one.count == other.count else { return false }
  guard let left = one.baseAddress, let right = other.baseAddress else { return true }
  return memcmp(left, right, one.count) == 0
}

/// Whether a byte stands anywhere in a stretch of memory.
func has(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false
}

/// Whether a stretch of bytes comes before another, byte by byte.
package func comesBefore(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let left = one.baseAddress, let right = other.baseAddress else { return one.count < other.count }
  let order = memcmp(left, right, min(one.count, other.count))
  return order == 0 ? one.count < other.count : order < 0
}
