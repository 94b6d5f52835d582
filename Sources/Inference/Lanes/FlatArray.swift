/// Elements that never change, in one stretch of memory that is read without checks of bounds.
///
/// It is for loops that checked their indexes beforehand. A copy shares the memory.
struct FlatArray<Element: BitwiseCopyable & Sendable>: Sendable {
  /// Frees the memory when the last copy is gone.
  private final class Owner: @unchecked Sendable {
    let memory: UnsafeMutablePointer<Element>

    init(_ elements: [Element]) {
      memory = .allocate(capacity: Swift.max(1, elements.count))
      memory.initialize(from: elements, count: elements.count)
    }

    deinit {
      memory.deallocate()
    }
  }

  private let owner: Owner
  let count: Int

  init(_ elements: [Element]) {
    owner = Owner(elements)
    count = elements.count
  }

  /// Where the elements stand, as long as the array lives.
  var base: UnsafePointer<Element> {
    UnsafePointer(owner.memory)
  }
}
