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
        guard progress[1] == 0, entry < limit else { return false }
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
    guard progress[1] == 0, Int(progress[0]) < wanted else { return }
    rank(leaf, wanted: wanted, progress, memory)
  }

  @inline(never)
  private func rank(
    _ leaf: Int, wanted: Int, _ progress: UnsafeMutablePointer<Int32>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    let rank = ranks + Int(access[leaf].rank)
    let order = order(leaf, memory)
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

  /// Selects the first few while places are gone through, whose values and key stand in two words that sort alike.
  /// Returns whether there are no more.
  private func select(
    _ wanted: Int, _ rank: UnsafePointer<LaneRank>, _ order: UnsafeMutablePointer<Int32>,
    _ progress: UnsafeMutablePointer<Int32>, _ memory: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    let terms = rankTerms + rank.pointee.terms.range.lowerBound
    let first = access + Int(terms.pointee.leaf)
    let sign: Value = terms.pointee.descending ? -1 : 1
    let hasSecond = rank.pointee.terms.range.count == 2
    let second = access + Int(terms[hasSecond ? 1 : 0].leaf)
    let secondSign: Value = terms[hasSecond ? 1 : 0].descending ? -1 : 1
    let isTotal = first.pointee.isTotal
    let ranked = ranked
    let places = Int(first.pointee.places)
    var found = 0
    var isAll = true
    for number in 0..<(places &+ 63) &>> 6 {
      var bits = isTotal ? .max : word(first, number, memory)
      if places &- number &* 64 < 64 { bits &= (1 &<< UInt64(places &- number &* 64)) &- 1 }
      while bits != 0 {
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if isTotal, !rank.pointee.isFull, !isPlace(key, rank) { continue }
        var candidate = LaneRanked(first: sign &* natural(first, key, memory), key: key)
        if hasSecond {
          guard second.pointee.isTotal || isStored(second, key, memory) else { continue }
          candidate.key |= Int(secondSign &* natural(second, key, memory)) &<< LaneLeaf.denseBits
        }
        var place = found
        if found < wanted {
          found &+= 1
        } else {
          isAll = false
          place &-= 1
          guard candidate.precedes(ranked[place]) else { continue }
        }
        while place > 0, candidate.precedes(ranked[place &- 1]) {
          ranked[place] = ranked[place &- 1]
          place &-= 1
        }
        ranked[place] = candidate
      }
    }
    for row in 0..<found {
      order[row] = Int32(truncatingIfNeeded: ranked[row].key & (1 &<< LaneLeaf.denseBits &- 1))
    }
    progress[0] = Int32(truncatingIfNeeded: found)
    return isAll
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
  private func isPlace(_ key: Int, _ rank: UnsafePointer<LaneRank>) -> Bool {
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

  // MARK: The first few of many

  /// Selects the first few by one narrow term: those greater than all others, or less. Nil where there is more to it.
  private func selectNarrow(
    _ wanted: Int, _ rank: UnsafePointer<LaneRank>, _ order: UnsafeMutablePointer<Int32>,
    _ memory: UnsafeMutablePointer<UInt64>
  ) -> Int? {
    guard rank.pointee.terms.range.count == 1 else { return nil }
    let term = rankTerms[rank.pointee.terms.range.lowerBound]
    let leaf = access + Int(term.leaf)
    guard leaf.pointee.isNarrow, term.descending, leaf.pointee.isTotal || leaf.pointee.bits < 0 else {
      return nil
    }
    let values = UnsafeRawPointer(memory + Int(leaf.pointee.values))
    let isSparse = !leaf.pointee.isTotal
    let count = Int(leaf.pointee.places)
    if leaf.pointee.isShort {
      let values = values.assumingMemoryBound(to: Int16.self)
      return count <= 64
        ? selectFew(wanted, values, count, isSparse, order)
        : selectMany(wanted, values, count, isSparse, order)
    }
    let wide = values.assumingMemoryBound(to: Int32.self)
    return count <= 64
      ? selectFew(wanted, wide, count, isSparse, order) : selectMany(wanted, wide, count, isSparse, order)
  }

  /// Of few places: pass by pass the greatest of those that are left.
  ///
  /// Of equal values the least key comes first: a value and the key's complement stand in one word.
  @inline(__always)
  private func selectFew<Number: LaneNumber>(
    _ wanted: Int, _ values: UnsafePointer<Number>, _ count: Int, _ isSparse: Bool,
    _ order: UnsafeMutablePointer<Int32>
  ) -> Int {
    let words = UnsafeMutableRawPointer(ranked).assumingMemoryBound(to: Int32.self)
    let padded = (count &+ 3) & ~3
    var all: Int32 = 0
    for key in 0..<count {
      let value = Int32(truncatingIfNeeded: values[key])
      all |= value ^ (value &>> 31)
      words[key] = value &<< 6 | Int32(truncatingIfNeeded: 63 &- key)
    }
    guard all < 1 &<< 24 else { return selectWide(wanted, values, count, isSparse, order) }
    for key in count..<padded { words[key] = .min }
    for found in 0..<wanted {
      var best = UnsafeRawPointer(words).loadUnaligned(as: SIMD4<Int32>.self)
      for block in 1..<max(1, padded / 4) {
        best = pointwiseMax(best, UnsafeRawPointer(words + block &* 4).loadUnaligned(as: SIMD4<Int32>.self))
      }
      let greatest = max(max(best[0], best[1]), max(best[2], best[3]))
      if greatest == .min || (isSparse && greatest &>> 6 == 0) { return found }
      let key = 63 &- greatest & 63
      words[Int(key)] = .min
      order[found] = key
    }
    return wanted
  }

  private func selectWide<Number: LaneNumber>(
    _ wanted: Int, _ values: UnsafePointer<Number>, _ count: Int, _ isSparse: Bool,
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
  @inline(__always)
  private func selectMany<Number: LaneNumber>(
    _ wanted: Int, _ values: UnsafePointer<Number>, _ count: Int, _ isSparse: Bool,
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
        if key & 15 == 0, key &+ 16 <= end, Int64(Number.greatestOf16(values + key)) < bound {
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

  private func greatest<Number: LaneNumber>(_ values: UnsafePointer<Number>, _ range: Range<Int>) -> Number {
    guard range.count == 64 else { return range.map { values[$0] }.max() ?? .min }
    return Number.greatestOf64(values + range.lowerBound)
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
