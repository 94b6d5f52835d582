/// Memory of the heap that is given back with its owner.
final class HeapMemory: @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer

  /// Takes over what was allocated.
  init(_ memory: UnsafeMutableRawBufferPointer) {
    self.memory = memory
  }

  deinit {
    memory.deallocate()
  }
}
