/// The bytes of an image that is in memory, where its parts can be used in place.
final class ImageMemory: @unchecked Sendable {
  /// Valid while the object lives. Nobody writes to them.
  let bytes: UnsafeRawBufferPointer
  private let memory: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8]) {
    memory = .allocate(byteCount: bytes.count, alignment: 64)
    memory.copyBytes(from: bytes)
    self.bytes = UnsafeRawBufferPointer(memory)
  }

  deinit {
    memory.deallocate()
  }
}
