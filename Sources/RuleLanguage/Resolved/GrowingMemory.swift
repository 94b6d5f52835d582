import Inference

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Memory of the heap that grows, and that a flat array takes over as it is.
///
/// The system moves a large stretch to another address without a copy, and what nobody wrote to takes no memory.
final class GrowingMemory<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private(set) var base: UnsafeMutablePointer<Element>

  init() {
    base = GrowingMemory.allocate(nil, 1)
  }

  deinit {
    free(base)
  }

  func grow(to capacity: Int) {
    base = GrowingMemory.allocate(base, capacity)
  }

  /// The elements at these indices, in this order.
  func pick(_ indices: [Int]) {
    let picked = GrowingMemory.allocate(nil, max(1, indices.count))
    for (place, index) in indices.enumerated() { picked[place] = base[index] }
    free(base)
    base = picked
  }

  /// The first elements. Nobody writes to them any more.
  func array(_ count: Int) -> FlatArray<Element> {
    FlatArray(UnsafePointer(base), count: count, owner: self)
  }

  private static func allocate(_ old: UnsafeMutableRawPointer?, _ count: Int) -> UnsafeMutablePointer<Element>
  {
    guard let memory = realloc(old, count * MemoryLayout<Element>.stride) else {
      preconditionFailure("out of memory")
    }
    return memory.assumingMemoryBound(to: Element.self)
  }
}
