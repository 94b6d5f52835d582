/// What has been read of the collections that are still open, the innermost behind the others.
///
/// `take` moves the items of the innermost into an array of just their number, where appending to an array of its
/// own would have moved them several times and left room behind them.
struct OpenItems<Item>: ~Copyable {
  private var items = UnsafeMutablePointer<Item>.allocate(capacity: 64)
  private var capacity = 64
  private(set) var count = 0

  mutating func append(_ item: consuming Item) {
    if count == capacity { grow() }
    (items + count).initialize(to: item)
    count += 1
  }

  /// Takes out the items from `start` on.
  mutating func take(from start: Int) -> [Item] {
    let taken = count - start
    count = start
    return [Item](unsafeUninitializedCapacity: taken) { buffer, count in
      buffer.baseAddress?.moveInitialize(from: items + start, count: taken)
      count = taken
    }
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Item>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: items, count: count)
    items.deallocate()
    items = larger
    capacity *= 2
  }

  deinit {
    items.deinitialize(count: count)
    items.deallocate()
  }
}
