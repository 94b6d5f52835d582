extension Lanes {
  /// The natural value of a place that has one.
  @inline(__always)
  func natural(_ leaf: Int, _ key: Int, _ memory: UnsafeMutablePointer<UInt64>) -> Value {
    let values = memory + Int(places[leaf].values)
    if leaves[leaf].isNarrow {
      return Value(UnsafeRawPointer(values).load(fromByteOffset: key &* 4, as: Int32.self))
    }
    return Value(bitPattern: values[key])
  }

  @inline(__always)
  func setNatural(_ leaf: Int, _ key: Int, _ value: Value, _ memory: UnsafeMutablePointer<UInt64>) {
    let values = memory + Int(places[leaf].values)
    if leaves[leaf].isNarrow {
      UnsafeMutableRawPointer(values).storeBytes(
        of: Int32(truncatingIfNeeded: value), toByteOffset: key &* 4, as: Int32.self)
    } else {
      values[key] = UInt64(bitPattern: value)
    }
  }

  @inline(__always)
  func isStored(_ leaf: Int, _ key: Int, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let bits = places[leaf].bits
    guard bits >= 0 else { return natural(leaf, key, memory) != 0 }
    return memory[Int(bits) &+ key &>> 6] &>> UInt64(key & 63) & 1 != 0
  }

  /// Packs a key out of the frame; -1 when a value is not of its column's domain.
  @inline(__always)
  func key(_ extent: Extent) -> Int {
    var key: UInt64 = 0
    for number in extent.range {
      let part = parts[number]
      let value = UInt64(bitPattern: frame[Int(part.slot)])
      guard value < part.size else { return -1 }
      key |= value &<< UInt64(part.shift)
    }
    return Int(key)
  }

  /// Lets a natural value hold at a place, in the way of the leaf.
  @inline(__always)
  mutating func write(_ leaf: Int, _ key: Int, _ value: Value, _ memory: UnsafeMutablePointer<UInt64>) {
    let info = leaves[leaf]
    let bits = Int(places[leaf].bits)
    guard bits >= 0 else {
      // A sum of positive contributions.
      setNatural(leaf, key, natural(leaf, key, memory) &+ value, memory)
      return
    }
    let word = memory + (bits &+ key &>> 6)
    let bit = 1 &<< UInt64(key & 63) as UInt64
    let isNew = word.pointee & bit == 0
    word.pointee |= bit
    guard !info.isMember else { return }
    guard !isNew else {
      setNatural(leaf, key, value, memory)
      return
    }
    let other = natural(leaf, key, memory)
    switch info.mode {
    case .one:
      if other != value { isFailed = true }
    case .sum:
      let (sum, overflow) = other.addingReportingOverflow(value)
      if overflow || sum == .unbound { isFailed = true }
      setNatural(leaf, key, sum, memory)
    case .max:
      if value > other { setNatural(leaf, key, value, memory) }
    case .min:
      if value < other { setNatural(leaf, key, value, memory) }
    case .rank: break
    }
  }

  /// Takes in what a profile states. Returns whether the lane can hold it.
  mutating func state(_ fact: PackedFact, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let leaf = fact.leaf.index
    let info = leaves[leaf]
    guard info.isStated, info.isDense, fact.key < UInt64(info.places), fact.value != .unbound else {
      return false
    }
    guard places[leaf].bits >= 0 else { return true }
    guard info.isMember || info.isNarrow else {
      write(leaf, Int(fact.key), fact.value, memory)
      return !isFailed
    }
    guard !info.isMember else {
      memory[Int(places[leaf].bits) &+ Int(fact.key &>> 6)] |= 1 &<< (fact.key & 63)
      return true
    }
    let natural = info.unit == .one ? fact.value / .one : fact.value / info.unit
    guard natural &* info.unit == fact.value, natural >= info.least, natural <= info.greatest else {
      return false
    }
    write(leaf, Int(fact.key), natural, memory)
    return !isFailed
  }
}
