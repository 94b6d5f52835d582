/// The first few of a rank, without sorting the others.
extension Lanes {
  /// Selects the first few of up to 64 places whose values and key fit into one word: pass by pass the least one. Returns
  /// how many places there are, nil where they do not fit.
  func selectPacked(
    _ wanted: Int, _ rank: UnsafePointer<LaneRank>, _ order: UnsafeMutablePointer<Int32>,
    _ memory: UnsafeMutablePointer<UInt64>
  ) -> Int? {
    let terms = rankTerms + rank.pointee.terms.range.lowerBound
    let first = access + Int(terms.pointee.leaf)
    let places = Int(first.pointee.places)
    guard places <= 64, rank.pointee.isFull else { return nil }
    let sign: Value = terms.pointee.descending ? -1 : 1
    let hasSecond = rank.pointee.terms.range.count == 2
    let second = access + Int(terms[hasSecond ? 1 : 0].leaf)
    let secondSign: Value = terms[hasSecond ? 1 : 0].descending ? -1 : 1
    var bits = first.pointee.isTotal ? .max : word(first, 0, memory)
    if hasSecond, !second.pointee.isTotal { bits &= word(second, 0, memory) }
    if places < 64 { bits &= (1 &<< UInt64(places)) &- 1 }
    let words = UnsafeMutableRawPointer(ranked).assumingMemoryBound(to: Int.self)
    var count = 0
    var greatest: Value = 0
    while bits != 0 {
      let key = bits.trailingZeroBitCount
      bits &= bits &- 1
      var packed = sign &* natural(first, key, memory)
      greatest |= packed ^ (packed &>> 63)
      // The second value is narrow, and stands there without a sign.
      if hasSecond { packed = packed &<< 33 &+ (secondSign &* natural(second, key, memory) &+ 1 &<< 31) }
      words[count] = Int(packed &<< 6 | Value(key))
      count &+= 1
    }
    guard greatest < 1 &<< (hasSecond ? 24 : 56) else { return nil }
    for found in 0..<min(wanted, count) {
      var least = Int.max
      for place in 0..<count { least = min(least, words[place]) }
      for place in 0..<count { words[place] = words[place] == least ? .max : words[place] }
      order[found] = Int32(truncatingIfNeeded: least & 63)
    }
    return count
  }

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
      if count <= 16 { return rankSixteen(values, count, isSparse, order) }
      return count <= 64
        ? selectFew(wanted, values, count, isSparse, order)
        : selectMany(wanted, values, count, isSparse, order)
    }
    let wide = values.assumingMemoryBound(to: Int32.self)
    return count <= 64
      ? selectFew(wanted, wide, count, isSparse, order) : selectMany(wanted, wide, count, isSparse, order)
  }

  /// Ranks up to sixteen places with values in 16 bits, none of which is negative: for each it is counted how many come
  /// before it. Returns how many have a rank.
  @inline(__always)
  private func rankSixteen(
    _ values: UnsafePointer<Int16>, _ count: Int, _ isSparse: Bool, _ order: UnsafeMutablePointer<Int32>
  ) -> Int {
    typealias Block = SIMD16<Int16>
    let places = Block(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    let block = UnsafeRawPointer(values).loadUnaligned(as: Block.self).replacing(
      with: -1, where: places .>= Block(repeating: Int16(truncatingIfNeeded: count)))
    let (zeros, ones) = (Block(repeating: 0), Block(repeating: 1))
    var before = zeros
    for place in 0..<count {
      // Of equal ones the first comes first.
      let own = Block(repeating: Int16(truncatingIfNeeded: place))
      let later = zeros.replacing(with: ones, where: places .> own)
      let isBefore = Block(repeating: values[place]) .> block &- later
      before &+= zeros.replacing(with: ones, where: isBefore)
    }
    let positions = UnsafeMutableRawPointer(ranked)
    positions.storeBytes(of: before, as: Block.self)
    var found = 0
    for place in 0..<count {
      let position = Int(positions.load(fromByteOffset: place &* 2, as: Int16.self))
      order[position] = Int32(truncatingIfNeeded: place)
      found &+= !isSparse || values[place] > 0 ? 1 : 0
    }
    return found
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
}
