/// A place that is being ranked.
struct LaneRanked: Sendable, BitwiseCopyable {
  /// The value of the first term, so that less comes first.
  var first: Value
  var key: Int
}

extension Lanes {
  /// Of a rank in a lane: how many places are ranked so far, and whether these are all.
  @inline(__always)
  private func state(_ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(memory + Int(places[leaf].values)).assumingMemoryBound(to: Int32.self)
  }

  /// The keys in the order of their ranks.
  @inline(__always)
  private func order(_ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(memory + Int(places[leaf].order)).assumingMemoryBound(to: Int32.self)
  }

  mutating func openRank(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let leaf = Int(step.pointee.leaf)
    let cursor = cursors + Int(step.pointee.cursor)
    rank(leaf, wanted: min(Int(step.pointee.limit), enough), memory)
    cursor.pointee.next = 0
    cursor.pointee.end = state(leaf, memory)[0]
    let known = key(step.pointee.keys)
    if known < 0 { cursor.pointee.end = 0 }
    cursor.pointee.key = UInt64(max(0, known))
  }

  mutating func nextRank(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let leaf = Int(step.pointee.leaf)
    let cursor = cursors + Int(step.pointee.cursor)
    let rank = tables.ranks[Int(places[leaf].rank)]
    while true {
      if cursor.pointee.next >= cursor.pointee.end {
        let state = state(leaf, memory)
        guard state[1] == 0, cursor.pointee.next < step.pointee.limit else { return false }
        self.rank(leaf, wanted: Int.max, memory)
        cursor.pointee.end = state[0]
        guard cursor.pointee.next < cursor.pointee.end else { return false }
      }
      let row = Int(cursor.pointee.next)
      cursor.pointee.next &+= 1
      let order = order(leaf, memory)
      let key = Int(order[row])
      guard UInt64(key) & step.pointee.keyMask == cursor.pointee.key else { continue }
      let position: Int
      if rank.isOneGroup {
        position = row &+ 1
        if position > step.pointee.limit { return false }
      } else {
        position = self.position(row, order, rank.siblingBits)
        if position > step.pointee.limit { continue }
      }
      guard bind(key, step) else { continue }
      let value = Value(position) &* .one
      switch step.pointee.use {
      case .ignore: return true
      case .compare: if frame[Int(step.pointee.slot)] == value { return true }
      case .bind:
        frame[Int(step.pointee.slot)] = value
        return true
      }
    }
  }

  /// The position among siblings of the place in a row: where its siblings begin is looked for.
  private func position(_ row: Int, _ order: UnsafeMutablePointer<Int32>, _ bits: UInt64) -> Int {
    let siblings = order[row] &>> Int32(bits)
    var first = row
    while first > 0, order[first &- 1] &>> Int32(bits) == siblings { first &-= 1 }
    return row &- first &+ 1
  }

  mutating func findRank(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let key = key(step.pointee.keys)
    guard key >= 0 else { return false }
    let leaf = Int(step.pointee.leaf)
    rank(leaf, wanted: Int.max, memory)
    let order = order(leaf, memory)
    let bits = tables.ranks[Int(places[leaf].rank)].siblingBits
    for row in 0..<Int(state(leaf, memory)[0]) where order[row] == Int32(truncatingIfNeeded: key) {
      let value = Value(position(row, order, bits)) &* .one
      switch step.pointee.use {
      case .ignore: return true
      case .compare: return frame[Int(step.pointee.slot)] == value
      case .bind:
        frame[Int(step.pointee.slot)] = value
        return true
      }
    }
    return false
  }

  /// All ranked places of a leaf with their positions, by keys.
  mutating func positions(_ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>) -> [(key: Int, position: Int)]
  {
    rank(leaf, wanted: Int.max, memory)
    let order = order(leaf, memory)
    let bits = tables.ranks[Int(places[leaf].rank)].siblingBits
    var positions: [(key: Int, position: Int)] = []
    for row in 0..<Int(state(leaf, memory)[0]) {
      let isFirst = row == 0 || order[row] >> Int32(bits) != order[row - 1] >> Int32(bits)
      positions.append((Int(order[row]), isFirst ? 1 : positions[row - 1].position + 1))
    }
    return positions.sorted { $0.key < $1.key }
  }

  // MARK: Ranking

  /// Ranks at least so many places of a leaf whose keys are all siblings, or all places.
  mutating func rank(_ leaf: Int, wanted: Int, _ memory: UnsafeMutablePointer<UInt64>) {
    let state = state(leaf, memory)
    guard state[1] == 0, Int(state[0]) < wanted else { return }
    let rank = tables.ranks[Int(places[leaf].rank)]
    let order = order(leaf, memory)
    ranked.removeAll(keepingCapacity: true)
    gather(rank, memory)
    let count = ranked.count
    if rank.isOneGroup, wanted < count, wanted <= 32 {
      select(wanted, rank, memory)
      for row in 0..<wanted { order[row] = Int32(truncatingIfNeeded: ranked[row].key) }
      state[0] = Int32(truncatingIfNeeded: wanted)
      return
    }
    sort(rank, memory)
    for row in 0..<count { order[row] = Int32(truncatingIfNeeded: ranked[row].key) }
    state[0] = Int32(truncatingIfNeeded: count)
    state[1] = 1
  }

  /// The places that have a value for each term.
  private mutating func gather(_ rank: LaneRank, _ memory: UnsafeMutablePointer<UInt64>) {
    let first = rank.terms[0]
    let leaf = first.leaf.index
    let count = leaves[leaf].places
    let isAlone = rank.terms.count == 1
    for number in 0..<(count &+ 63) &>> 6 {
      var bits = leaves[leaf].isTotal ? .max : word(leaf, number, memory)
      if count &- number &* 64 < 64 { bits &= (1 &<< UInt64(count &- number &* 64)) &- 1 }
      while bits != 0 {
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if leaves[leaf].isTotal, !rank.has(UInt64(key)) { continue }
        if !isAlone {
          let hasAll = rank.terms.allSatisfy { term in
            leaves[term.leaf.index].isTotal || isStored(term.leaf.index, key, memory)
          }
          guard hasAll else { continue }
        }
        let value = natural(leaf, key, memory)
        ranked.append(LaneRanked(first: first.descending ? -value : value, key: key))
      }
    }
  }

  private func precedes(
    _ one: LaneRanked, _ other: LaneRanked, _ rank: LaneRank, _ memory: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    if one.first != other.first { return one.first < other.first }
    for term in rank.terms.dropFirst() {
      let left = natural(term.leaf.index, one.key, memory)
      let right = natural(term.leaf.index, other.key, memory)
      if left != right { return (left < right) != term.descending }
    }
    return one.key < other.key
  }

  /// Puts the first few in order to the front.
  private mutating func select(_ wanted: Int, _ rank: LaneRank, _ memory: UnsafeMutablePointer<UInt64>) {
    let count = ranked.count
    var found = 0
    for row in 0..<count {
      let candidate = ranked[row]
      if found == wanted, !precedes(candidate, ranked[wanted - 1], rank, memory) { continue }
      var place = found < wanted ? found : wanted - 1
      while place > 0, precedes(candidate, ranked[place - 1], rank, memory) {
        ranked[place] = ranked[place - 1]
        place -= 1
      }
      ranked[place] = candidate
      if found < wanted { found += 1 }
    }
  }

  private mutating func sort(_ rank: LaneRank, _ memory: UnsafeMutablePointer<UInt64>) {
    let bits = rank.siblingBits
    var sorted = ranked
    sorted.sort { one, other in
      let (left, right) = (one.key &>> Int(bits), other.key &>> Int(bits))
      return left != right ? left < right : precedes(one, other, rank, memory)
    }
    ranked = sorted
  }
}
