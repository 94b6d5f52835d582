/// Elements in a row that never change, in memory of the heap or of a mapped file.
///
/// ```swift
/// let keys = FlatArray<UInt64>([1, 2, 3])
/// keys[1]            // 2, checked
/// keys.buffer[1]     // 2, not checked in a release build: for the hot loop
/// keys[1..<3]        // the same memory
/// ```
///
/// A copy shares the memory, which lives as long as any array over it. An element is a plain number or a record of
/// such, of which every pattern of bits is a value: what stands in a file may be anything.
package struct FlatArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The elements, for code that keeps within its bounds. Valid while the array lives.
  package let buffer: UnsafeBufferPointer<Element>
  /// Keeps the memory. Nobody writes to it, so the array may be sent.
  private let owner: AnyObject?

  /// Looks at memory that `owner` keeps as it is.
  package init(_ buffer: UnsafeBufferPointer<Element>, owner: AnyObject) {
    self.buffer = buffer
    self.owner = owner
  }

  package init() {
    buffer = UnsafeBufferPointer(start: nil, count: 0)
    owner = nil
  }

  /// Copies elements to memory of their own.
  package init(_ elements: some Collection<Element>) {
    guard !elements.isEmpty else {
      self.init()
      return
    }
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(fromContentsOf: elements)
    self.init(UnsafeBufferPointer(memory), owner: HeapMemory(UnsafeMutableRawBufferPointer(memory)))
  }

  /// The same memory, from one element up to another.
  package subscript(range: Range<Int>) -> FlatArray {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count, "a range is out of bounds")
    guard let owner, !range.isEmpty else { return FlatArray() }
    return FlatArray(UnsafeBufferPointer(rebasing: buffer[range]), owner: owner)
  }
}

extension FlatArray: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { buffer.count }
  package var count: Int { buffer.count }

  @inline(__always)
  package subscript(index: Int) -> Element {
    precondition(index >= 0 && index < buffer.count, "an index is out of bounds")
    return buffer[index]
  }

  package func withContiguousStorageIfAvailable<R>(
    _ body: (UnsafeBufferPointer<Element>) throws -> R
  ) rethrows -> R? {
    try body(buffer)
  }
}
