/// What goes into lanes and what comes out of them, in memory that is kept.
final class LaneFacts {
  /// What the profiles state, one after the other.
  var stated = LaneBuffer<PackedFact>(capacity: 4096)
  /// Where each profile ends.
  let ends: UnsafeMutablePointer<Int>
  /// Rows that were asked for.
  var rows = LaneBuffer<Value>(capacity: 1024)
  /// Scratch for putting them in order.
  var numbers: [Int] = []

  init(lanes: Int) {
    ends = .allocate(capacity: lanes)
    ends.initialize(repeating: 0, count: lanes)
  }

  deinit {
    stated.deallocate()
    ends.deallocate()
    rows.deallocate()
  }
}
