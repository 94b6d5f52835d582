/// The memory that lanes run in; it is freed with the last reference.
final class LaneMemory {
  let words: UnsafeMutablePointer<UInt64>
  let levels: UnsafeMutablePointer<LaneLevel>
  private let depth: Int
  let failed: UnsafeMutablePointer<Bool>
  let state: UnsafeMutablePointer<LaneState>
  let ranked: UnsafeMutablePointer<LaneRanked>

  init(_ tables: LaneTables, lanes: Int) {
    // Nothing is read before it is written, so that of a leaf with very many places only what is stored takes memory.
    words = .allocate(capacity: max(1, tables.laneWords * lanes))
    depth = tables.depth
    levels = .allocate(capacity: depth)
    let constants = UnsafeBufferPointer(start: tables.constants.base, count: tables.constants.count)
    for level in 0..<depth {
      (levels + level).initialize(
        to: LaneLevel(
          slots: tables.firstConstant + constants.count, constants: constants,
          firstConstant: tables.firstConstant))
    }
    failed = .allocate(capacity: lanes)
    failed.initialize(repeating: false, count: lanes)
    state = .allocate(capacity: 1)
    state.initialize(to: LaneState())
    ranked = .allocate(capacity: tables.mostPlaces + 128)
  }

  deinit {
    words.deallocate()
    for level in 0..<depth { levels[level].deallocate() }
    levels.deallocate()
    failed.deallocate()
    state.pointee.noted.deallocate()
    state.deallocate()
    ranked.deallocate()
  }
}
