/// The first few of a rank, without sorting the others.
extension Lanes {
  /// Selects the first few while places are gone through, whose values and key stand in two words that sort alike.
  /// Returns whether there are no more.
  func select(
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

  /// Selects the first few by one narrow term: those greater than all others, or less. Nil where there is more to it.
  func selectNarrow(
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
      if count <= 16 { return selectOfSixteen(wanted, values, count, isSparse, order) }
      return count <= 64
        ? selectFew(wanted, values, count, isSparse, order)
        : selectMany(wanted, values, count, isSparse, order)
    }
    let wide = values.assumingMemoryBound(to: Int32.self)
    return count <= 64
      ? selectFew(wanted, wide, count, isSparse, order) : selectMany(wanted, wide, count, isSparse, order)
  }

  /// Selects the first few of up to sixteen places with values in 16 bits, none of which is negative: pass by pass the
  /// greatest, and of equal ones the first. Returns how many were found.
  @inline(__always)
  private func selectOfSixteen(
    _ wanted: Int, _ values: UnsafePointer<Int16>, _ count: Int, _ isSparse: Bool,
    _ order: UnsafeMutablePointer<Int32>
  ) -> Int {
    let places = SIMD16<Int16>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    let none = SIMD16<Int16>(repeating: .max)
    // The complement, so that the greatest is the least. What stands behind the places is zero and comes after them.
    var block = ~UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Int16>.self)
    let least: Int16 = isSparse ? -1 : 0
    for found in 0..<min(wanted, count) {
      let best = Int16.least(of: block)
      guard best < least else { return found }
      let place = Int16.least(of: places.replacing(with: none, where: block .!= SIMD16(repeating: best)))
      block.replace(with: none, where: places .== SIMD16(repeating: place))
      order[found] = Int32(place)
    }
    return min(wanted, count)
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
    if range.count == 64 { return Number.greatestOf64(values + range.lowerBound) }
    var greatest = Number.min
    for place in range { greatest = max(greatest, values[place]) }
    return greatest
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

  // MARK: Sweeps

  /// Notes which rows of a sweep decide a rank.
  @inline(__always)
  func note(_ start: Int, of rank: Int, _ memory: UnsafeMutablePointer<UInt64>) {
    progress(rank, memory)[1] = ~Int32(truncatingIfNeeded: start)
  }

  /// Ranks the rows of a sweep by the places that their cells have among all.
  func rankSwept(
    _ wanted: Int, _ ordering: UnsafePointer<LaneOrdering>, _ order: UnsafeMutablePointer<Int32>,
    _ progress: UnsafeMutablePointer<Int32>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    guard progress[1] < 0 else {
      progress[1] = 1
      return
    }
    let sweep = sweeps + Int(ordering.pointee.sweep)
    let start = ~Int(progress[1])
    let group = start &- Int(joins[Int(sweep.pointee.join)].starts)
    let keys = keys + Int(starts[Int(ordering.pointee.keys) &+ group])
    let values = UnsafeRawPointer(memory + Int(access[Int(sweep.pointee.leaf)].values))
      .assumingMemoryBound(to: Int32.self)
    let sources = self.values + Int(sweep.pointee.keys)
    let cells = self.values + Int(sweep.pointee.rows)
    let ordinals = ordinals + Int(ordering.pointee.ordinals)
    let stride = Int(sweep.pointee.valueStride)
    let (first, end) = (Int(starts[start]), Int(starts[start &+ 1]))
    var found = 0
    if end &- first <= 16, wanted <= 16 {
      let scratch = UnsafeMutableRawPointer(ranked)
      scratch.storeBytes(of: SIMD16(repeating: LaneOrdering.absent), as: SIMD16<Int16>.self)
      let places = scratch.assumingMemoryBound(to: Int16.self)
      for row in first..<end {
        places[row &- first] = ordinals[Int(cells[row]) &+ Int(values[Int(sources[row])]) &* stride]
      }
      var block = scratch.loadUnaligned(as: SIMD16<Int16>.self)
      while found < wanted {
        let best = Int16.least(of: block)
        guard best < LaneOrdering.absent else { break }
        order[found] = Int32(truncatingIfNeeded: keys[Int(best)])
        block.replace(with: LaneOrdering.absent, where: block .== SIMD16(repeating: best))
        found &+= 1
      }
      if found < wanted { progress[1] = 1 }
    } else {
      for row in first..<end {
        let ordinal = ordinals[Int(cells[row]) &+ Int(values[Int(sources[row])]) &* stride]
        guard ordinal < LaneOrdering.absent else { continue }
        ranked[found] = LaneRanked(first: Value(ordinal), key: 0)
        found &+= 1
      }
      var places = UnsafeMutableBufferPointer(start: ranked, count: found)
      places.sort { $0.first < $1.first }
      for place in 0..<found { order[place] = Int32(truncatingIfNeeded: keys[Int(ranked[place].first)]) }
      progress[1] = 1
    }
    progress[0] = Int32(truncatingIfNeeded: found)
  }
}
