/// Where a leaf stands in the memory of a lane, in words of 64 bits, and how its values stand there.
struct LaneAccess: Sendable, BitwiseCopyable {
  /// Which places are stored, a bit each; -1 where nothing tells so but a value other than zero.
  var bits: Int32 = -1
  /// The values, 32 or 64 bits each; of a rank a word: how many places are ranked so far, and whether these are all. -1
  /// where none are kept.
  var values: Int32 = -1
  /// Of a rank, the ranked keys, 32 bits each.
  var order: Int32 = -1
  /// Of a rank, in `LaneTables.ranks`.
  var rank: Int32 = -1
  var places: Int32
  var mode: WriteMode
  var isMember: Bool
  var isTotal: Bool
  var isNarrow: Bool
  var isShort: Bool
  /// In `LaneTables.feeds`: the accumulations of what is stated.
  var feeds = Extent.none
  /// In `LaneTables.accumulations`: the only one of these, where it adds one row of 16 bits; -1 otherwise.
  var row: Int32 = -1
  /// How a lane takes in what a profile states of it.
  var intake = Intake.refused
  var unit: Value
  var least: Value
  var greatest: Value

  init(_ leaf: LaneLeaf) {
    places = Int32(leaf.places)
    mode = leaf.mode
    isMember = leaf.isMember
    isTotal = leaf.isTotal
    isNarrow = leaf.isNarrow
    isShort = leaf.isShort
    if leaf.isStated { intake = .ignored }
    unit = leaf.unit
    least = leaf.least
    greatest = leaf.greatest
  }

  enum Intake: UInt8, Sendable {
    /// Profiles may not state it.
    case refused
    /// Lanes need not know.
    case ignored
    case member
    /// One whole number of few, in millionths.
    case whole
    case other
  }

  /// Whether lanes have places for it.
  @inline(__always)
  var isKept: Bool {
    bits >= 0 || values >= 0
  }
}

/// A rank: what it sorts by.
struct LaneRank: Sendable, BitwiseCopyable {
  var leaf: Int32
  /// In `LaneTables.rankTerms`.
  var terms: Extent
  /// How many bits of a key tell siblings apart.
  var siblingBits: Int32
  /// Whether all places are siblings.
  var isOneGroup: Bool
  /// Whether each key of so many bits is a place.
  var isFull: Bool
  /// Whether its values are one, or two of which the second is narrow: then a place is compared by two words.
  var isPaired: Bool
  /// In `LaneTables.rankColumns`.
  var columns: Extent
  /// How many first places somebody wants at most, of those that want few.
  var wanted: Int32 = 0
  /// In `LaneTables.orderings`, where one sweep decides all places; -1 otherwise.
  var ordering: Int32 = -1
}

/// One leaf that a rank sorts by.
struct LaneRankTerm: Sendable, BitwiseCopyable {
  var leaf: Int32
  var descending: Bool
}

/// Lays out the memory of a lane.
struct LaneLayout {
  private(set) var access: [LaneAccess]
  var ranks: [LaneRank] = []
  private(set) var rankTerms: [LaneRankTerm] = []
  private(set) var rankColumns: [Packing.Column] = []
  private(set) var template: [UInt64] = []
  /// Two words, for a bit and a value, that belong to no leaf.
  private(set) var spare: Int32 = 0

  init(_ frozen: FrozenProgram, _ leaves: [LaneLeaf], _ isLive: [Bool]) {
    access = leaves.map { LaneAccess($0) }
    let hasParts = Set(frozen.packParts.map(\.leaf.index))
    for (index, leaf) in leaves.enumerated() where isLive[index] && leaf.isDense && !leaf.isStatic {
      if case .rank(let terms) = frozen.leaves[index].holds {
        access[index].rank = Int32(ranks.count)
        let bits = Leaf.bits(for: frozen.leaves[index].keys.last ?? 1)
        let firstTerm = rankTerms.count
        rankTerms += terms.map { LaneRankTerm(leaf: Int32($0.leaf.index), descending: $0.descending) }
        let firstColumn = rankColumns.count
        rankColumns += frozen.packings[index].columns
        ranks.append(
          LaneRank(
            leaf: Int32(index), terms: Extent(firstTerm..<rankTerms.count), siblingBits: Int32(bits),
            isOneGroup: leaf.places <= 1 &<< bits,
            isFull: frozen.packings[index].columns.dropFirst().allSatisfy { $0.size == $0.mask + 1 },
            isPaired: terms.count == 1 || (terms.count == 2 && leaves[terms[1].leaf.index].isNarrow),
            columns: Extent(firstColumn..<rankColumns.count)))
        access[index].values = add(1)
      } else {
        if !leaf.isPresentWhenNonzero { access[index].bits = add((leaf.places + 63) / 64) }
        let isReadFirst = leaf.isTotal || leaf.isPresentWhenNonzero || !frozen.pack[index].keys.isEmpty
        if !leaf.isMember, isReadFirst || hasParts.contains(index) {
          access[index].values = add(words(of: leaf))
        }
      }
    }
    spare = add(2)
  }

  /// Lays out what stands behind the template, and tells how many words a lane takes.
  mutating func laneWords(_ leaves: [LaneLeaf]) -> Int {
    var words = template.count
    for (index, leaf) in leaves.enumerated()
    where access[index].bits >= 0 && !leaf.isMember && access[index].values < 0 {
      access[index].values = Int32(words)
      words += self.words(of: leaf)
    }
    for rank in ranks {
      access[Int(rank.leaf)].order = Int32(words)
      words += (leaves[Int(rank.leaf)].places + 1) / 2
    }
    return max(1, words)
  }

  /// Tells each rank how many first places the steps of plans and the answers want.
  mutating func want(_ steps: [LaneStep], _ plans: [LanePlan], _ answers: [LaneAnswer]) {
    for step in steps where step.kind == .eachRank { want(Int(step.limit), step.leaf) }
    for answer in answers where answer.kind == .rows && answer.isOrdered {
      let plan = plans[Int(answer.target)]
      for step in steps[Int(plan.first)..<Int(plan.end)] where step.kind == .eachRank {
        want(min(Int(step.limit), answer.limit), step.leaf)
      }
    }
  }

  private mutating func want(_ count: Int, _ leaf: Int32) {
    let rank = Int(access[Int(leaf)].rank)
    guard rank >= 0, count <= Lanes.mostSelected else { return }
    ranks[rank].wanted = max(ranks[rank].wanted, Int32(count))
  }

  /// Says how each leaf takes in what is stated, once it is known where it stands, and where sums are added to.
  mutating func open(_ code: inout LaneCode, _ frozen: FrozenProgram) {
    for index in code.accumulations.indices {
      code.accumulations[index].values = access[Int(code.accumulations[index].leaf)].values
    }
    for leaf in Set(code.feeds.map { code.accumulations[Int($0)].source }) {
      guard let first = code.feeds.firstIndex(where: { code.accumulations[Int($0)].source == leaf }),
        let last = code.feeds.lastIndex(where: { code.accumulations[Int($0)].source == leaf })
      else { continue }
      access[Int(leaf)].feeds = Extent(first..<(last + 1))
      let accumulation = code.accumulations[Int(code.feeds[first])]
      if first == last, accumulation.isShort, accumulation.mask == .max,
        Int(accumulation.width) == LaneAccumulation.shortWidth
      {
        access[Int(leaf)].row = code.feeds[first]
      }
    }
    let hasParts = Set(frozen.packParts.map(\.leaf.index))
    for leaf in access.indices where access[leaf].intake == .ignored && access[leaf].isKept {
      if !frozen.pack[leaf].keys.isEmpty || hasParts.contains(leaf) {
        // The place may be stored already.
        access[leaf].intake = .other
      } else if access[leaf].isMember {
        access[leaf].intake = .member
      } else {
        let isWhole =
          access[leaf].isNarrow && access[leaf].unit == .one && access[leaf].mode == .one
          && access[leaf].least > Value(Int32.min)
        access[leaf].intake = isWhole && access[leaf].bits >= 0 ? .whole : .other
      }
    }
  }

  private func words(of leaf: LaneLeaf) -> Int {
    leaf.isShort ? (leaf.places + 15) / 16 * 4 : leaf.isNarrow ? (leaf.places + 3) / 4 * 2 : leaf.places
  }

  private mutating func add(_ words: Int) -> Int32 {
    let first = template.count
    template += Array(repeating: 0, count: words)
    return Int32(first)
  }

  /// Writes fallbacks and the pack's own facts into the template.
  mutating func fill(_ frozen: FrozenProgram, _ leaves: [LaneLeaf]) {
    for (index, leaf) in leaves.enumerated() where access[index].rank < 0 {
      if leaf.isTotal, leaf.fallback != 0, access[index].values >= 0 {
        for place in 0..<leaf.places { set(index, leaf, UInt64(place), leaf.fallback) }
      }
      for row in 0..<frozen.pack[index].count where access[index].bits >= 0 {
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
    for (place, value) in sums where access[place.leaf.index].bits >= 0 {
      setBit(place.leaf.index, place.key)
      set(place.leaf.index, leaves[place.leaf.index], place.key, value / leaves[place.leaf.index].unit)
    }
  }

  private mutating func setBit(_ leaf: Int, _ key: UInt64) {
    template[Int(access[leaf].bits) + Int(key / 64)] |= 1 &<< (key % 64)
  }

  private mutating func set(_ leaf: Int, _ lane: LaneLeaf, _ key: UInt64, _ natural: Value) {
    let first = Int(access[leaf].values)
    guard lane.isNarrow else {
      template[first + Int(key)] = UInt64(bitPattern: natural)
      return
    }
    template.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: Int32(natural), toByteOffset: first * 8 + Int(key) * 4, as: Int32.self)
    }
  }
}
