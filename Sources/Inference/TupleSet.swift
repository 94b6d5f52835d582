/// The bindings that a clause has contributed for, each once.
struct TupleSet: Sendable {
  private let width: Int
  private var values: [Value] = []
  /// Tuple numbers, -1 for none.
  private var slots: [Int32] = []
  private var count = 0

  init(width: Int) {
    self.width = width
  }

  /// Whether the values of these slots were not there yet.
  mutating func insert(_ tuple: ArraySlice<Slot>, of frame: [Value]) -> Bool {
    if count * 2 >= slots.count {
      grow()
    }
    let first = values.count
    for slot in tuple {
      values.append(frame[slot.index])
    }
    let slot = slot(ofTupleAt: first)
    guard slots[slot] < 0 else {
      values.removeLast(width)
      return false
    }
    slots[slot] = Int32(count)
    count += 1
    return true
  }

  /// Forgets the tuple that came last.
  mutating func removeLast() {
    count -= 1
    slots[slot(ofTupleAt: count * width)] = -1
    values.removeLast(width)
  }

  mutating func clear() {
    guard count > 0 else { return }
    values.removeAll(keepingCapacity: true)
    slots = Array(repeating: -1, count: min(slots.count, 1024))
    count = 0
  }

  private func slot(ofTupleAt first: Int) -> Int {
    var hash: UInt64 = 0
    for offset in 0..<width {
      hash = (hash ^ UInt64(bitPattern: values[first + offset])) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash &>> 32
    }
    let last = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash &>> 1) & last
    while slots[slot] >= 0 {
      let other = Int(slots[slot]) * width
      guard (0..<width).contains(where: { values[first + $0] != values[other + $0] }) else { return slot }
      slot = (slot + 1) & last
    }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: max(16, slots.count * 4))
    for tuple in 0..<count {
      let slot = slot(ofTupleAt: tuple * width)
      slots[slot] = Int32(tuple)
    }
  }
}
