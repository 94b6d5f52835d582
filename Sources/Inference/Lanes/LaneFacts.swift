/// What goes into lanes and what comes out of them, in memory that is kept and freed with the last reference.
final class LaneFacts {
  let buffers: UnsafeMutablePointer<LaneBuffers>
  /// By lane, the facts of a profile where they were left in their place, or where they end in `stated`.
  let places: UnsafeMutablePointer<UnsafeBufferPointer<PackedFact>?>
  let ends: UnsafeMutablePointer<Int>

  init(lanes: Int) {
    buffers = .allocate(capacity: 1)
    buffers.initialize(to: LaneBuffers())
    places = .allocate(capacity: lanes)
    places.initialize(repeating: nil, count: lanes)
    ends = .allocate(capacity: lanes)
    ends.initialize(repeating: 0, count: lanes)
  }

  deinit {
    buffers.pointee.stated.deallocate()
    buffers.pointee.runs.deallocate()
    buffers.pointee.rows.deallocate()
    buffers.pointee.order.deallocate()
    buffers.deallocate()
    places.deallocate()
    ends.deallocate()
  }

  /// Takes note of what the profile of a lane states, in the order of the lanes.
  @inline(__always)
  func append(_ stated: UnsafeBufferPointer<PackedFact>, staysInPlace: Bool, lane: Int) {
    places[lane] = staysInPlace ? stated : nil
    if !staysInPlace { buffers.pointee.stated.append(stated) }
    ends[lane] = buffers.pointee.stated.count
  }

  /// What the profile of a lane states.
  func stated(_ lane: Int) -> UnsafeBufferPointer<PackedFact> {
    if let place = places[lane] { return place }
    let first = lane == 0 ? 0 : ends[lane - 1]
    return UnsafeBufferPointer(rebasing: buffers.pointee.stated.elements[first..<ends[lane]])
  }
}

/// Memory that grows.
struct LaneBuffers {
  /// What the profiles state, one after the other.
  var stated = LaneBuffer<PackedFact>(capacity: 4096)
  /// The runs of a profile that is being taken in.
  var runs = LaneBuffer<UInt64>(capacity: 1024)
  /// Rows that were asked for.
  var rows = LaneBuffer<Value>(capacity: 1024)
  /// Rows that are being put in order: where each stands.
  var order = LaneBuffer<LaneRanked>(capacity: 256)
}
