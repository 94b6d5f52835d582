/// Elements in a row that never change, in memory of the heap or of a mapped file.
///
/// ```swift
/// let keys = FlatArray<UInt64>([1, 2, 3])
/// keys[1]            // 2, checked
/// keys.base[1]       // 2, not checked: for loops that checked their indexes beforehand
/// keys[1..<3]        // the same memory
/// ```
///
/// A copy shares the memory, which lives as long as any array over it. An element is a plain number or a record of
/// such; of what stands in a file every pattern of bits must be a value. Other modules go through many, hence
/// `@inlinable`.
@usableFromInline
package struct FlatArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// Where the elements stand, as long as the array lives.
  @usableFromInline package let base: UnsafePointer<Element>
  @usableFromInline package let count: Int
  /// Keeps the memory. Nobody writes to it, so the array may be sent.
  @usableFromInline let owner: AnyObject

  /// Looks at memory that `owner` keeps as it is.
  @inlinable
  package init(_ base: UnsafePointer<Element>, count: Int, owner: AnyObject) {
    self.base = base
    self.count = count
    self.owner = owner
  }

  @inlinable
  package init() {
    self.init(EmptyCollection())
  }

  /// Copies elements to memory of their own.
  @inlinable
  package init(_ elements: some Collection<Element>) {
    self.init(count: elements.count) { _ = $0.initialize(fromContentsOf: elements) }
  }

  /// Elements in memory of their own, which `fill` writes all of.
  @inlinable
  package init(count: Int, _ fill: (UnsafeMutableBufferPointer<Element>) -> Void) {
    self = FlatArray.filled(count: count, fill).array
  }

  /// The same where something else comes out as well.
  @inlinable
  package static func filled<Result>(
    count: Int, _ fill: (UnsafeMutableBufferPointer<Element>) -> Result
  ) -> (array: FlatArray, result: Result) {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: Swift.max(1, count))
    let result = fill(UnsafeMutableBufferPointer(start: memory, count: count))
    return (FlatArray(UnsafePointer(memory), count: count, owner: HeapMemory(memory)), result)
  }

  /// The same memory, from one element up to another.
  @inlinable
  package subscript(range: Range<Int>) -> FlatArray {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range is out of bounds")
    return FlatArray(base + range.lowerBound, count: range.count, owner: owner)
  }

  @inlinable
  package var buffer: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base, count: count)
  }
}

extension FlatArray: RandomAccessCollection {
  @inlinable package var startIndex: Int { 0 }
  @inlinable package var endIndex: Int { count }

  @inlinable @inline(__always)
  package subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "an index is out of bounds")
    return base[index]
  }

  @inlinable
  package func withContiguousStorageIfAvailable<R>(
    _ body: (UnsafeBufferPointer<Element>) throws -> R
  ) rethrows -> R? {
    try body(buffer)
  }
}
