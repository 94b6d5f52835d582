extension Lanes {
  /// The natural value of a place that has one.
  @inline(__always)
  func natural(_ leaf: UnsafePointer<LaneAccess>, _ key: Int, _ memory: UnsafeMutablePointer<UInt64>) -> Value
  {
    let values = memory + Int(leaf.pointee.values)
    if leaf.pointee.isNarrow {
      if leaf.pointee.isShort {
        return Value(UnsafeRawPointer(values).load(fromByteOffset: key &* 2, as: Int16.self))
      }
      return Value(UnsafeRawPointer(values).load(fromByteOffset: key &* 4, as: Int32.self))
    }
    return Value(bitPattern: values[key])
  }

  @inline(__always)
  func setNatural(
    _ leaf: UnsafePointer<LaneAccess>, _ key: Int, _ value: Value, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    let values = memory + Int(leaf.pointee.values)
    if leaf.pointee.isNarrow {
      let narrow = Int32(truncatingIfNeeded: value)
      UnsafeMutableRawPointer(values).storeBytes(of: narrow, toByteOffset: key &* 4, as: Int32.self)
    } else {
      values[key] = UInt64(bitPattern: value)
    }
  }

  @inline(__always)
  func isStored(_ leaf: UnsafePointer<LaneAccess>, _ key: Int, _ memory: UnsafeMutablePointer<UInt64>) -> Bool
  {
    let bits = Int(leaf.pointee.bits)
    guard bits >= 0 else { return natural(leaf, key, memory) != 0 }
    return memory[bits &+ key &>> 6] &>> UInt64(truncatingIfNeeded: key & 63) & 1 != 0
  }

  /// Which of 64 places are stored.
  @inline(__always)
  func word(_ leaf: UnsafePointer<LaneAccess>, _ number: Int, _ memory: UnsafeMutablePointer<UInt64>)
    -> UInt64
  {
    let bits = Int(leaf.pointee.bits)
    return bits >= 0 ? memory[bits &+ number] : wordOfValues(leaf, number, memory)
  }

  /// Apart, so that loops over words which tell so keep what they need at hand.
  @inline(never)
  private func wordOfValues(
    _ leaf: UnsafePointer<LaneAccess>, _ number: Int, _ memory: UnsafeMutablePointer<UInt64>
  ) -> UInt64 {
    var word: UInt64 = 0
    for offset in 0..<min(64, Int(leaf.pointee.places) &- number &* 64)
    where natural(leaf, number &* 64 &+ offset, memory) != 0 {
      word |= 1 &<< UInt64(truncatingIfNeeded: offset)
    }
    return word
  }

  /// Lets a natural value hold at a place, in the way of the leaf. Returns whether it can.
  @inline(__always)
  func write(
    _ leaf: UnsafePointer<LaneAccess>, _ key: Int, _ value: Value, _ memory: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    let bits = Int(leaf.pointee.bits)
    guard bits >= 0 else {
      // A sum of positive contributions.
      setNatural(leaf, key, natural(leaf, key, memory) &+ value, memory)
      return true
    }
    let word = memory + (bits &+ key &>> 6)
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: key & 63)
    let old = word.pointee
    word.pointee = old | bit
    guard !leaf.pointee.isMember else { return true }
    guard old & bit != 0 else {
      setNatural(leaf, key, value, memory)
      return true
    }
    return combine(leaf, key, value, memory)
  }

  /// What becomes of a value that is written where one stands.
  private func combine(
    _ leaf: UnsafePointer<LaneAccess>, _ key: Int, _ value: Value, _ memory: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    let other = natural(leaf, key, memory)
    switch leaf.pointee.mode {
    case .one:
      return other == value
    case .sum:
      let (sum, overflow) = other.addingReportingOverflow(value)
      setNatural(leaf, key, sum, memory)
      return !overflow && sum != .unbound
    case .max:
      if value > other { setNatural(leaf, key, value, memory) }
    case .min:
      if value < other { setNatural(leaf, key, value, memory) }
    case .rank: break
    }
    return true
  }

  // MARK: Profiles

  /// Takes in what a profile states, as runs. Returns whether the lane can hold it.
  func take(_ runs: UnsafeBufferPointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    guard var word = runs.baseAddress else { return true }
    let end = word + runs.count
    var pending = 0
    while word < end {
      let leaf = access + Int(word.pointee & 0xFFFF_FFFF)
      let isRow = leaf.pointee.row >= 0
      // Each has a loop of its own, in which nothing is asked that is the same for all.
      let isTaken =
        switch (leaf.pointee.intake, isRow) {
        case (.member, true): takeRun(isMember: true, isRow: true, &word, leaf, memory, &pending)
        case (.member, false): takeRun(isMember: true, isRow: false, &word, leaf, memory, &pending)
        case (.whole, true): takeRun(isMember: false, isRow: true, &word, leaf, memory, &pending)
        case (.whole, false): takeRun(isMember: false, isRow: false, &word, leaf, memory, &pending)
        case (.other, _): takeWide(&word, leaf, memory, &pending)
        case (.ignored, _), (.refused, _): false
        }
      guard isTaken else { return false }
    }
    addPending(&pending, memory)
    return true
  }

  /// Takes in a run. Sums of one short row are kept at hand meanwhile.
  @inline(__always)
  private func takeRun(
    isMember: Bool, isRow: Bool, _ word: inout UnsafePointer<UInt64>, _ leaf: UnsafePointer<LaneAccess>,
    _ memory: UnsafeMutablePointer<UInt64>, _ pending: inout Int
  ) -> Bool {
    let bits = memory + Int(leaf.pointee.bits)
    let values = UnsafeMutableRawPointer(memory + (isMember ? 0 : Int(leaf.pointee.values)))
      .assumingMemoryBound(to: Int32.self)
    let least = isMember ? 0 : Int(leaf.pointee.least)
    let only = accumulations + Int(isRow ? leaf.pointee.row : 0)
    let rowBytes = LaneAccumulation.shortWidth &* 2
    let keyStride = isRow ? Int(only.pointee.keyStride) &* rowBytes : 0
    let valueStride = isRow ? Int(only.pointee.valueStride) &* rowBytes : 0
    let table = UnsafeRawPointer(shortRows + (isRow ? Int(only.pointee.first) : 0)) - least &* valueStride
    let home = UnsafeMutableRawPointer(memory + (isRow ? Int(only.pointee.values) : 0))
    var sums = isRow ? home.loadUnaligned(as: SIMD16<Int16>.self) : SIMD16(repeating: 0)
    let end = word + 1 + Int(word.pointee &>> 32)
    word += 1
    while word < end {
      let key = Int(word.pointee & 0xFFFF_FFFF)
      let natural = Int(Int64(bitPattern: word.pointee) &>> 32)
      let place = bits + key &>> 6
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: key & 63)
      let old = place.pointee
      word += 1
      if old & bit != 0 {
        // It was stated before, and may be stated so again.
        guard isMember || values[key] == Int32(truncatingIfNeeded: natural) else { return false }
        continue
      }
      place.pointee = old | bit
      if !isMember { values[key] = Int32(truncatingIfNeeded: natural) }
      if isRow {
        let cell = key &* keyStride &+ (isMember ? 0 : natural &* valueStride)
        sums &+= table.loadUnaligned(fromByteOffset: cell, as: SIMD16<Int16>.self)
      } else {
        feed(leaf, key, isMember ? 0 : natural &- least, memory, &pending)
      }
    }
    if isRow { home.storeBytes(of: sums, as: SIMD16<Int16>.self) }
    return true
  }

  private func takeWide(
    _ word: inout UnsafePointer<UInt64>, _ leaf: UnsafePointer<LaneAccess>,
    _ memory: UnsafeMutablePointer<UInt64>, _ pending: inout Int
  ) -> Bool {
    let end = word + 1 + 2 &* Int(word.pointee &>> 32)
    word += 1
    while word < end {
      let (key, natural) = (Int(word[0]), Value(bitPattern: word[1]))
      word += 2
      let isNew = leaf.pointee.feeds.isEmpty || !isStored(leaf, key, memory)
      guard write(leaf, key, natural, memory) else { return false }
      if isNew { feed(leaf, key, Int(natural &- leaf.pointee.least), memory, &pending) }
    }
    return true
  }

  /// Adds what a place that was stated contributes to sums.
  @inline(__always)
  private func feed(
    _ leaf: UnsafePointer<LaneAccess>, _ key: Int, _ offset: Int, _ memory: UnsafeMutablePointer<UInt64>,
    _ pending: inout Int
  ) {
    for feed in leaf.pointee.feeds.range {
      add(accumulations + Int(feeds[feed]), key, offset, memory, &pending)
    }
  }

  /// How many facts a lane holds.
  func storedCount(_ leaves: Int, _ memory: UnsafeMutablePointer<UInt64>) -> Int {
    var count = 0
    for leaf in access..<access + leaves where leaf.pointee.isKept && leaf.pointee.rank < 0 {
      for number in 0..<(Int(leaf.pointee.places) + 63) >> 6 {
        count += word(leaf, number, memory).nonzeroBitCount
      }
    }
    return count
  }
}
