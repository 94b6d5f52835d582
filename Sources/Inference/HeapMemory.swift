/// Memory of the heap that is given back with its owner.
@usableFromInline
package final class HeapMemory: @unchecked Sendable {
  private let memory: UnsafeMutableRawPointer

  /// Takes over what was allocated.
  @usableFromInline
  init(_ memory: UnsafeMutableRawPointer) {
    self.memory = memory
  }

  deinit {
    memory.deallocate()
  }
}
