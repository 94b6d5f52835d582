/// What goes into lanes and what comes out of them, in memory that is kept and freed with the last reference.
final class LaneFacts {
  let buffers: UnsafeMutablePointer<LaneBuffers>
  /// Where each profile's facts end.
  let ends: UnsafeMutablePointer<Int>

  init(lanes: Int) {
    buffers = .allocate(capacity: 1)
    buffers.initialize(to: LaneBuffers())
    ends = .allocate(capacity: lanes)
    ends.initialize(repeating: 0, count: lanes)
  }

  deinit {
    buffers.pointee.stated.deallocate()
    buffers.pointee.rows.deallocate()
    buffers.pointee.order.deallocate()
    buffers.deallocate()
    ends.deallocate()
  }
}

/// Memory that grows.
struct LaneBuffers {
  /// What the profiles state, one after the other.
  var stated = LaneBuffer<PackedFact>(capacity: 4096)
  /// Rows that were asked for.
  var rows = LaneBuffer<Value>(capacity: 1024)
  /// The numbers of rows that are being put in order.
  var order = LaneBuffer<Int>(capacity: 256)
}
