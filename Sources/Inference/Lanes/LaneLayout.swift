/// Where a leaf stands in the memory of a lane, in words of 64 bits.
struct LanePlace: Sendable, BitwiseCopyable {
  /// Which places are stored, a bit each; -1 where nothing is kept of the leaf.
  var bits: Int32 = -1
  /// The values, 32 or 64 bits each; of a rank a word: how many places are ranked so far, and whether these are all.
  var values: Int32 = -1
  /// Of a rank, the ranked keys, 32 bits each: memory that need not be emptied.
  var order: Int32 = -1
  /// Of a rank, in `LaneTables.ranks`.
  var rank: Int32 = -1
}

/// A rank: what it sorts by.
struct LaneRank: Sendable {
  let leaf: Int
  let terms: [RankTerm]
  /// How many bits of a key tell siblings apart.
  let siblingBits: UInt64
  /// Whether all places are siblings.
  let isOneGroup: Bool
  let columns: [Packing.Column]

  /// Whether each column of a key is of its domain.
  func has(_ key: UInt64) -> Bool {
    columns.allSatisfy { key &>> $0.shift & $0.mask < $0.size }
  }
}

/// Lays out the memory of a lane.
struct LaneLayout {
  private(set) var places: [LanePlace]
  private(set) var ranks: [LaneRank] = []
  private(set) var template: [UInt64] = []

  init(_ frozen: FrozenProgram, _ leaves: [LaneLeaf], _ isLive: [Bool]) {
    places = leaves.map { _ in LanePlace() }
    for (index, leaf) in leaves.enumerated() where isLive[index] && leaf.isDense && !leaf.isStatic {
      if case .rank(let terms) = frozen.leaves[index].holds {
        places[index].rank = Int32(ranks.count)
        let bits = Leaf.bits(for: frozen.leaves[index].keys.last ?? 1)
        ranks.append(
          LaneRank(
            leaf: index, terms: terms, siblingBits: UInt64(bits), isOneGroup: leaf.places <= 1 &<< bits,
            columns: frozen.packings[index].columns))
        places[index].values = add(1)
      } else {
        if !leaf.isPresentWhenNonzero { places[index].bits = add((leaf.places + 63) / 64) }
        if !leaf.isMember {
          places[index].values = add(leaf.isNarrow ? (leaf.places + 3) / 4 * 2 : leaf.places)
        }
      }
    }
  }

  /// Lays out what stands behind the template, and tells how many words a lane takes.
  mutating func laneWords(_ leaves: [LaneLeaf]) -> Int {
    var words = template.count
    for rank in ranks {
      places[rank.leaf].order = Int32(words)
      words += (leaves[rank.leaf].places + 1) / 2
    }
    return words
  }

  private mutating func add(_ words: Int) -> Int32 {
    let first = template.count
    template += Array(repeating: 0, count: words)
    return Int32(first)
  }

  /// Writes fallbacks and the pack's own facts into the template.
  mutating func fill(_ frozen: FrozenProgram, _ leaves: [LaneLeaf]) {
    for (index, leaf) in leaves.enumerated() where places[index].rank < 0 {
      if leaf.isTotal, leaf.fallback != 0, places[index].values >= 0 {
        for place in 0..<leaf.places { set(index, leaf, UInt64(place), leaf.fallback) }
      }
      for row in 0..<frozen.pack[index].count where places[index].bits >= 0 {
        let key = frozen.pack[index].keys[row]
        setBit(index, key)
        if !leaf.isMember { set(index, leaf, key, frozen.pack[index].values[row] / leaf.unit) }
      }
    }
    var sums: [UnresolvedPlace: Value] = [:]
    for fact in frozen.packParts {
      guard let key = frozen.packings[fact.leaf.index].key(fact.keys) else { continue }
      let place = UnresolvedPlace(leaf: fact.leaf, key: key)
      if let known = sums[place] {
        switch frozen.modes[fact.leaf.index] {
        case .max: sums[place] = max(known, fact.value)
        case .min: sums[place] = min(known, fact.value)
        case .one, .sum, .rank: sums[place] = known + fact.value
        }
      } else {
        sums[place] = fact.value
      }
    }
    for (place, value) in sums where places[place.leaf.index].bits >= 0 {
      setBit(place.leaf.index, place.key)
      set(place.leaf.index, leaves[place.leaf.index], place.key, value / leaves[place.leaf.index].unit)
    }
  }

  private mutating func setBit(_ leaf: Int, _ key: UInt64) {
    template[Int(places[leaf].bits) + Int(key / 64)] |= 1 &<< (key % 64)
  }

  private mutating func set(_ leaf: Int, _ lane: LaneLeaf, _ key: UInt64, _ natural: Value) {
    let first = Int(places[leaf].values)
    guard lane.isNarrow else {
      template[first + Int(key)] = UInt64(bitPattern: natural)
      return
    }
    template.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: Int32(natural), toByteOffset: first * 8 + Int(key) * 4, as: Int32.self)
    }
  }
}
