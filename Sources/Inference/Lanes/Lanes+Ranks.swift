/// A place that is being ranked.
struct LaneRanked: Sendable, BitwiseCopyable {
  /// The value of the first term, so that less comes first.
  var first: Value
  var key: Int

  @inline(__always)
  func precedes(_ other: LaneRanked) -> Bool {
    first != other.first ? first < other.first : key < other.key
  }
}

extension Lanes {
  /// Up to so many first places are selected; for more all places are sorted.
  static let mostSelected = 32

  /// Of a rank in a lane: how many places are ranked so far, and whether these are all: positive where they are, the
  /// complement of where the rows of a sweep start where these decide the rank, 0 otherwise.
  @inline(__always)
  func progress(_ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(memory + Int(access[leaf].values)).assumingMemoryBound(to: Int32.self)
  }

  /// The keys in the order of their ranks.
  @inline(__always)
  private func order(_ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(memory + Int(access[leaf].order)).assumingMemoryBound(to: Int32.self)
  }

  /// Goes through the ranked places, the first ones first.
  func eachRank(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let leaf = Int(step.pointee.leaf)
    let rank = ranks + Int(access[leaf].rank)
    let limit = Int(step.pointee.limit)
    let known = key(step.pointee.keys)
    guard known >= 0 else { return false }
    self.rank(leaf, wanted: min(limit, state.pointee.enough), memory)
    let progress = progress(leaf, memory)
    let order = order(leaf, memory)
    var entry = 0
    while true {
      if entry == Int(progress[0]) {
        // More than the first few are wanted.
        guard progress[1] <= 0, entry < limit else { return false }
        self.rank(leaf, wanted: .max, memory)
        guard entry < Int(progress[0]) else { return false }
      }
      let key = Int(order[entry])
      let position = rank.pointee.isOneGroup ? entry &+ 1 : position(entry, order, rank.pointee.siblingBits)
      entry &+= 1
      if position > limit {
        guard rank.pointee.isOneGroup else { continue }
        return false
      }
      guard UInt64(key) & step.pointee.keyMask == UInt64(known) else { continue }
      guard bind(key, step), use(position: position, step) else { continue }
      if walk(step + 1, memory) { return true }
    }
  }

  /// The keys of the first places of a leaf whose places are all siblings, in order, and how many these are.
  @inline(__always)
  func ranked(_ leaf: Int, upTo wanted: Int, _ memory: UnsafeMutablePointer<UInt64>) -> (
    keys: UnsafeMutablePointer<Int32>, count: Int
  ) {
    rank(leaf, wanted: wanted, memory)
    return (order(leaf, memory), min(wanted, Int(progress(leaf, memory)[0])))
  }

  @inline(__always)
  private func use(position: Int, _ step: UnsafePointer<LaneStep>) -> Bool {
    let value = Value(position) &* .one
    switch step.pointee.use {
    case .ignore: return true
    case .compare: return frame[Int(step.pointee.slot)] == value
    case .bind:
      frame[Int(step.pointee.slot)] = value
      return true
    }
  }

  /// The position among siblings of the place in a row: where its siblings begin is looked for.
  private func position(_ row: Int, _ order: UnsafeMutablePointer<Int32>, _ bits: Int32) -> Int {
    let siblings = order[row] &>> bits
    var first = row
    while first > 0, order[first &- 1] &>> bits == siblings { first &-= 1 }
    return row &- first &+ 1
  }

  /// Looks up the rank of a place.
  func findRank(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let leaf = Int(step.pointee.leaf)
    let key = key(step.pointee.keys)
    guard key >= 0 else { return false }
    rank(leaf, wanted: Int.max, memory)
    let order = order(leaf, memory)
    let found = (0..<Int(progress(leaf, memory)[0])).first { order[$0] == Int32(truncatingIfNeeded: key) }
    guard let found else { return false }
    return use(position: position(found, order, ranks[Int(access[leaf].rank)].siblingBits), step)
  }

  /// All ranked places of a leaf with their positions, by keys.
  func positions(_ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>) -> [(key: Int, position: Int)] {
    rank(leaf, wanted: Int.max, memory)
    let order = order(leaf, memory)
    let bits = ranks[Int(access[leaf].rank)].siblingBits
    var positions: [(key: Int, position: Int)] = []
    for row in 0..<Int(progress(leaf, memory)[0]) {
      let isFirst = row == 0 || order[row] >> bits != order[row - 1] >> bits
      positions.append((Int(order[row]), isFirst ? 1 : positions[row - 1].position + 1))
    }
    return positions.sorted { $0.key < $1.key }
  }

  // MARK: Ranking

  /// Ranks at least so many places of a leaf whose places are all siblings, or all places.
  @inline(__always)
  private func rank(_ leaf: Int, wanted: Int, _ memory: UnsafeMutablePointer<UInt64>) {
    let progress = progress(leaf, memory)
    guard progress[1] <= 0, Int(progress[0]) < wanted else { return }
    rank(leaf, wanted: wanted, progress, memory)
  }

  @inline(never)
  private func rank(
    _ leaf: Int, wanted: Int, _ progress: UnsafeMutablePointer<Int32>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    let rank = ranks + Int(access[leaf].rank)
    let order = order(leaf, memory)
    guard rank.pointee.ordering < 0 else {
      rankSwept(
        max(wanted, Int(rank.pointee.wanted)), orderings + Int(rank.pointee.ordering), order, progress, memory
      )
      return
    }
    if rank.pointee.isOneGroup, wanted <= Lanes.mostSelected {
      let wanted = max(wanted, Int(rank.pointee.wanted))
      if let found = selectNarrow(wanted, rank, order, memory) {
        progress[0] = Int32(truncatingIfNeeded: found)
        progress[1] = found < wanted ? 1 : 0
        return
      }
      if rank.pointee.isPaired {
        progress[1] = select(wanted, rank, order, progress, memory) ? 1 : 0
        return
      }
    }
    let count = gather(rank, memory)
    sort(count, rank, memory)
    progress[1] = 1
    for row in 0..<count { order[row] = Int32(truncatingIfNeeded: ranked[row].key) }
    progress[0] = Int32(truncatingIfNeeded: count)
  }

  /// Notes the places that have a value for each term, and tells how many these are.
  private func gather(_ rank: UnsafePointer<LaneRank>, _ memory: UnsafeMutablePointer<UInt64>) -> Int {
    let terms = rankTerms + rank.pointee.terms.range.lowerBound
    let leaf = access + Int(terms.pointee.leaf)
    let isTotal = leaf.pointee.isTotal
    let count = Int(leaf.pointee.places)
    let others = rank.pointee.terms.range.dropFirst()
    var found = 0
    for number in 0..<(count &+ 63) &>> 6 {
      var bits = isTotal ? .max : word(leaf, number, memory)
      if count &- number &* 64 < 64 { bits &= (1 &<< UInt64(count &- number &* 64)) &- 1 }
      next: while bits != 0 {
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if isTotal, !rank.pointee.isFull, !isPlace(key, rank) { continue }
        for other in others {
          let term = access + Int(rankTerms[other].leaf)
          guard term.pointee.isTotal || isStored(term, key, memory) else { continue next }
        }
        let value = natural(leaf, key, memory)
        ranked[found] = LaneRanked(first: terms.pointee.descending ? -value : value, key: key)
        found &+= 1
      }
    }
    return found
  }

  /// Whether each column of a key is of its domain.
  func isPlace(_ key: Int, _ rank: UnsafePointer<LaneRank>) -> Bool {
    for number in rank.pointee.columns.range {
      let column = rankColumns[number]
      guard UInt64(key) &>> column.shift & column.mask < column.size else { return false }
    }
    return true
  }

  @inline(__always)
  private func precedes(
    _ one: LaneRanked, _ other: LaneRanked, _ rank: UnsafePointer<LaneRank>,
    _ memory: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    if one.first != other.first { return one.first < other.first }
    for number in rank.pointee.terms.range.dropFirst() {
      let term = access + Int(rankTerms[number].leaf)
      let (left, right) = (natural(term, one.key, memory), natural(term, other.key, memory))
      if left != right { return (left < right) != rankTerms[number].descending }
    }
    return one.key < other.key
  }

  private func sort(_ count: Int, _ rank: UnsafePointer<LaneRank>, _ memory: UnsafeMutablePointer<UInt64>) {
    let bits = Int(rank.pointee.siblingBits)
    var places = UnsafeMutableBufferPointer(start: ranked, count: count)
    places.sort { one, other in
      let (left, right) = (one.key &>> bits, other.key &>> bits)
      return left != right ? left < right : precedes(one, other, rank, memory)
    }
  }
}
