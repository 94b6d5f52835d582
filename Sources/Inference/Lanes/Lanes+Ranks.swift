/// A place that is being ranked.
struct LaneRanked: Sendable, BitwiseCopyable {
  /// The value of the first term, so that less comes first.
  var first: Value
  var key: Int
}

extension Lanes {
  /// Up to so many first places are selected; for more all places are sorted.
  static let mostSelected = 32

  /// Of a rank in a lane: how many places are ranked so far, and whether these are all.
  @inline(__always)
  private func progress(_ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(memory + Int(access[leaf].values)).assumingMemoryBound(to: Int32.self)
  }

  /// The keys in the order of their ranks.
  @inline(__always)
  private func order(_ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(memory + Int(access[leaf].order)).assumingMemoryBound(to: Int32.self)
  }

  func eachRank(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    let leaf = Int(step.pointee.leaf)
    let rank = ranks + Int(access[leaf].rank)
    let limit = Int(step.pointee.limit)
    let first = min(limit, state.pointee.enough)
    _ = below(level)
    for number in 0..<level.pointee.count {
      let row = Int(level.pointee.held[number])
      let memory = memory(level, row)
      let known = key(step.pointee.keys, level, row)
      guard known >= 0 else { continue }
      self.rank(leaf, wanted: first, memory)
      let progress = progress(leaf, memory)
      let order = order(leaf, memory)
      var entry = 0
      while true {
        if entry == Int(progress[0]) {
          guard progress[1] == 0, entry < limit else { break }
          // More than the first few are wanted, unless these were enough.
          if state.pointee.enough < .max {
            flush(level, step)
            guard state.pointee.instances < state.pointee.enough else { return }
          }
          self.rank(leaf, wanted: .max, memory)
          guard entry < Int(progress[0]) else { break }
        }
        let key = Int(order[entry])
        let position =
          rank.pointee.isOneGroup ? entry &+ 1 : position(entry, order, rank.pointee.siblingBits)
        entry &+= 1
        if position > limit {
          guard rank.pointee.isOneGroup else { continue }
          break
        }
        guard UInt64(key) & step.pointee.keyMask == UInt64(known) else { continue }
        let new = extend(level, row, step)
        guard bind(key, step, level + 1, new), use(position: position, step, level + 1, new) else { continue }
        keep(new, level, step)
      }
    }
    flush(level, step)
  }

  @inline(__always)
  private func use(
    position: Int, _ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>, _ row: Int
  ) -> Bool {
    let value = Value(position) &* .one
    switch step.pointee.use {
    case .ignore: return true
    case .compare: return level.pointee.column(step.pointee.slot)[row] == value
    case .bind:
      level.pointee.column(step.pointee.slot)[row] = value
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

  func findRank(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    let leaf = Int(step.pointee.leaf)
    let bits = ranks[Int(access[leaf].rank)].siblingBits
    let held = level.pointee.held
    var kept = 0
    for number in 0..<level.pointee.count {
      let row = Int(held[number])
      let key = key(step.pointee.keys, level, row)
      guard key >= 0 else { continue }
      let memory = memory(level, row)
      rank(leaf, wanted: Int.max, memory)
      let order = order(leaf, memory)
      let found = (0..<Int(progress(leaf, memory)[0])).first { order[$0] == Int32(truncatingIfNeeded: key) }
      guard let found, use(position: position(found, order, bits), step, level, row) else { continue }
      held[kept] = UInt16(truncatingIfNeeded: row)
      kept &+= 1
    }
    level.pointee.count = kept
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
  private func rank(_ leaf: Int, wanted: Int, _ memory: UnsafeMutablePointer<UInt64>) {
    let progress = progress(leaf, memory)
    guard progress[1] == 0, Int(progress[0]) < wanted else { return }
    let rank = ranks[Int(access[leaf].rank)]
    let order = order(leaf, memory)
    let canSelect = rank.isOneGroup && wanted <= Lanes.mostSelected
    let wanted = canSelect ? max(wanted, Int(rank.wanted)) : wanted
    if canSelect, let found = selectNarrow(wanted, rank, order, memory) {
      progress[0] = Int32(truncatingIfNeeded: found)
      progress[1] = found < wanted ? 1 : 0
      return
    }
    var count = gather(rank, memory)
    if canSelect, wanted < count {
      select(count, wanted, rank, memory)
      count = wanted
    } else {
      sort(count, rank, memory)
      progress[1] = 1
    }
    for row in 0..<count { order[row] = Int32(truncatingIfNeeded: ranked[row].key) }
    progress[0] = Int32(truncatingIfNeeded: count)
  }

  /// Notes the places that have a value for each term, and tells how many these are.
  private func gather(_ rank: LaneRank, _ memory: UnsafeMutablePointer<UInt64>) -> Int {
    let terms = rankTerms + rank.terms.range.lowerBound
    let leaf = access + Int(terms.pointee.leaf)
    let isTotal = leaf.pointee.isTotal
    let count = Int(leaf.pointee.places)
    let others = rank.terms.range.dropFirst()
    var found = 0
    for number in 0..<(count &+ 63) &>> 6 {
      var bits = isTotal ? .max : word(leaf, number, memory)
      if count &- number &* 64 < 64 { bits &= (1 &<< UInt64(count &- number &* 64)) &- 1 }
      next: while bits != 0 {
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if isTotal, !rank.isFull, !isPlace(key, rank) { continue }
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
  private func isPlace(_ key: Int, _ rank: LaneRank) -> Bool {
    for number in rank.columns.range {
      let column = rankColumns[number]
      guard UInt64(key) &>> column.shift & column.mask < column.size else { return false }
    }
    return true
  }

  @inline(__always)
  private func precedes(
    _ one: LaneRanked, _ other: LaneRanked, _ rank: LaneRank, _ memory: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    if one.first != other.first { return one.first < other.first }
    for number in rank.terms.range.dropFirst() {
      let term = access + Int(rankTerms[number].leaf)
      let (left, right) = (natural(term, one.key, memory), natural(term, other.key, memory))
      if left != right { return (left < right) != rankTerms[number].descending }
    }
    return one.key < other.key
  }

  /// Puts the first few in order to the front.
  private func select(_ count: Int, _ wanted: Int, _ rank: LaneRank, _ memory: UnsafeMutablePointer<UInt64>) {
    for row in 1..<count {
      let candidate = ranked[row]
      if row >= wanted, !precedes(candidate, ranked[wanted &- 1], rank, memory) { continue }
      insert(candidate, before: min(row, wanted &- 1), rank, memory)
    }
  }

  @inline(__always)
  private func insert(
    _ candidate: LaneRanked, before last: Int, _ rank: LaneRank, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    var place = last
    while place > 0, precedes(candidate, ranked[place &- 1], rank, memory) {
      ranked[place] = ranked[place &- 1]
      place &-= 1
    }
    ranked[place] = candidate
  }

  private func sort(_ count: Int, _ rank: LaneRank, _ memory: UnsafeMutablePointer<UInt64>) {
    if rank.isOneGroup, count <= 64 {
      var row = 1
      while row < count {
        insert(ranked[row], before: row, rank, memory)
        row &+= 1
      }
      return
    }
    let bits = Int(rank.siblingBits)
    var places = UnsafeMutableBufferPointer(start: ranked, count: count)
    places.sort { one, other in
      let (left, right) = (one.key &>> bits, other.key &>> bits)
      return left != right ? left < right : precedes(one, other, rank, memory)
    }
  }

  // MARK: The first few of many

  /// Selects the first few by one narrow term: those greater than all others, or less. Nil where there is more to it.
  private func selectNarrow(
    _ wanted: Int, _ rank: LaneRank, _ order: UnsafeMutablePointer<Int32>,
    _ memory: UnsafeMutablePointer<UInt64>
  ) -> Int? {
    guard rank.terms.range.count == 1 else { return nil }
    let term = rankTerms[rank.terms.range.lowerBound]
    let leaf = access + Int(term.leaf)
    guard leaf.pointee.isNarrow, term.descending, leaf.pointee.isTotal || leaf.pointee.bits < 0 else {
      return nil
    }
    let values = UnsafeRawPointer(memory + Int(leaf.pointee.values)).assumingMemoryBound(to: Int32.self)
    let isSparse = !leaf.pointee.isTotal
    let count = Int(leaf.pointee.places)
    return count <= 64
      ? selectFew(wanted, values, count, isSparse, order) : selectMany(wanted, values, count, isSparse, order)
  }

  /// Of few places: pass by pass the greatest that is less than the last one.
  ///
  /// Of equal values the least key comes first: a value and the key's complement stand in one word.
  private func selectFew(
    _ wanted: Int, _ values: UnsafePointer<Int32>, _ count: Int, _ isSparse: Bool,
    _ order: UnsafeMutablePointer<Int32>
  ) -> Int {
    let words = UnsafeMutableRawPointer(ranked).assumingMemoryBound(to: Int32.self)
    let padded = (count &+ 3) & ~3
    var all: Int32 = 0
    for key in 0..<count {
      all |= values[key] ^ (values[key] &>> 31)
      words[key] = values[key] &<< 6 | Int32(truncatingIfNeeded: 63 &- key)
    }
    guard all < 1 &<< 24 else { return selectWide(wanted, values, count, isSparse, order) }
    for key in count..<padded { words[key] = .min }
    var last = Int32.max
    for found in 0..<wanted {
      var best = SIMD4<Int32>(repeating: .min)
      let bound = SIMD4<Int32>(repeating: last)
      for block in 0..<padded / 4 {
        let four = UnsafeRawPointer(words + block &* 4).loadUnaligned(as: SIMD4<Int32>.self)
        let less = four.replacing(with: .min, where: four .>= bound)
        best = pointwiseMax(best, less)
      }
      let greatest = max(max(best[0], best[1]), max(best[2], best[3]))
      if greatest == .min || (isSparse && greatest &>> 6 == 0) { return found }
      last = greatest
      order[found] = 63 &- greatest & 63
    }
    return wanted
  }

  private func selectWide(
    _ wanted: Int, _ values: UnsafePointer<Int32>, _ count: Int, _ isSparse: Bool,
    _ order: UnsafeMutablePointer<Int32>
  ) -> Int {
    var last = Int64.max
    for found in 0..<wanted {
      var best = Int64.min
      for key in 0..<count {
        let ranked = Int64(values[key]) &<< 16 | Int64(0xFFFF &- key)
        best = ranked < last && ranked > best ? ranked : best
      }
      if best == .min || (isSparse && best &>> 16 == 0) { return found }
      last = best
      order[found] = Int32(truncatingIfNeeded: 0xFFFF &- best & 0xFFFF)
    }
    return wanted
  }

  /// Of many places: the greatest of each block tells a bound that enough places reach, and only blocks that reach it
  /// are looked at.
  private func selectMany(
    _ wanted: Int, _ values: UnsafePointer<Int32>, _ count: Int, _ isSparse: Bool,
    _ order: UnsafeMutablePointer<Int32>
  ) -> Int {
    let blocks = (count &+ 63) &>> 6
    // The greatest values of the blocks, and then the places, in `ranked`.
    for block in 0..<blocks {
      ranked[block] = LaneRanked(
        first: Int64(greatest(values, block &* 64..<min(count, block &* 64 &+ 64))), key: 0)
    }
    var bound = isSparse ? Int64(1) : Int64(Int32.min)
    if blocks > wanted { bound = max(bound, bounded(wanted, blocks)) }
    var found = 0
    for block in 0..<blocks where ranked[block].first >= bound {
      let end = min(count, block &* 64 &+ 64)
      var key = block &* 64
      while key < end {
        // Sixteen at a time, most of which are passed over.
        if key & 15 == 0, key &+ 16 <= end, Int64(greatestOfSixteen(values + key)) < bound {
          key &+= 16
          continue
        }
        let value = values[key]
        defer { key &+= 1 }
        guard Int64(value) >= bound else { continue }
        if found == wanted, value <= values[Int(order[wanted &- 1])] { continue }
        var place = found < wanted ? found : wanted &- 1
        while place > 0, value > values[Int(order[place &- 1])] {
          order[place] = order[place &- 1]
          place &-= 1
        }
        order[place] = Int32(truncatingIfNeeded: key)
        if found < wanted { found &+= 1 }
        // Equal ones that come later lose: more than the last is needed from here.
        if found == wanted { bound = max(bound, Int64(values[Int(order[wanted &- 1])]) &+ 1) }
      }
    }
    return found
  }

  @inline(__always)
  private func greatestOfSixteen(_ values: UnsafePointer<Int32>) -> Int32 {
    greatest(UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Int32>.self))
  }

  @inline(__always)
  private func greatest(_ some: SIMD16<Int32>) -> Int32 {
    let eight = pointwiseMax(some.lowHalf, some.highHalf)
    let four = pointwiseMax(eight.lowHalf, eight.highHalf)
    let two = pointwiseMax(four.lowHalf, four.highHalf)
    return max(two[0], two[1])
  }

  private func greatest(_ values: UnsafePointer<Int32>, _ range: Range<Int>) -> Int32 {
    var best = Int32.min
    var key = range.lowerBound
    if range.count == 64 {
      var some = UnsafeRawPointer(values + key).loadUnaligned(as: SIMD16<Int32>.self)
      for offset in 1..<4 {
        some = pointwiseMax(
          some, UnsafeRawPointer(values + (key &+ offset &* 16)).loadUnaligned(as: SIMD16<Int32>.self))
      }
      return greatest(some)
    }
    while key < range.upperBound {
      best = max(best, values[key])
      key &+= 1
    }
    return best
  }

  /// A value that so many blocks reach: the wanted one, in order, of their greatest.
  private func bounded(_ wanted: Int, _ blocks: Int) -> Int64 {
    // The first few stand in order behind the blocks' own.
    let best = ranked + blocks
    var found = 0
    for block in 0..<blocks {
      let value = ranked[block].first
      if found == wanted, value <= best[wanted &- 1].first { continue }
      var place = found < wanted ? found : wanted &- 1
      while place > 0, value > best[place &- 1].first {
        best[place].first = best[place &- 1].first
        place &-= 1
      }
      best[place].first = value
      if found < wanted { found &+= 1 }
    }
    return best[wanted &- 1].first
  }
}
