/// The memory that lanes run in; it is freed with the last reference.
final class LaneMemory {
  let words: UnsafeMutablePointer<UInt64>
  let frame: UnsafeMutablePointer<Value>
  let cursors: UnsafeMutablePointer<LaneCursor>
  let state: UnsafeMutablePointer<LaneState>
  let ranked: UnsafeMutablePointer<LaneRanked>

  init(_ tables: LaneTables, lanes: Int) {
    let count = max(1, tables.laneWords * lanes)
    words = .allocate(capacity: count)
    words.initialize(repeating: 0, count: count)
    frame = .allocate(capacity: max(1, tables.frame.count))
    frame.initialize(from: tables.frame.base, count: tables.frame.count)
    cursors = .allocate(capacity: max(1, tables.cursors))
    cursors.initialize(repeating: LaneCursor(), count: max(1, tables.cursors))
    state = .allocate(capacity: 1)
    state.initialize(to: LaneState())
    ranked = .allocate(capacity: max(1, tables.mostPlaces))
    ranked.initialize(repeating: LaneRanked(first: 0, key: 0), count: max(1, tables.mostPlaces))
  }

  deinit {
    words.deallocate()
    frame.deallocate()
    cursors.deallocate()
    state.pointee.noted.deallocate()
    state.deallocate()
    ranked.deallocate()
  }
}
