extension Lanes {
  /// Goes through the stored places of a leaf.
  func each(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let leaf = access + Int(step.pointee.leaf)
    let isMember = leaf.pointee.isMember
    var first = 0
    var end = Int(leaf.pointee.places)
    var known: UInt64 = 0
    if step.pointee.keySlot != -1 {
      let key = key(step.pointee.keys)
      guard key >= 0 else { return false }
      known = UInt64(key)
      if step.pointee.isPrefix {
        guard key < end else { return false }
        first = key
        end = key &+ 1 &<< Int(step.pointee.freeBits)
      }
    }
    var next = first &>> 6
    let last = (end &+ 63) &>> 6
    var bits = word(leaf, next, memory)
    if end &- first < 64, step.pointee.isPrefix {
      // A part of one word: prefixes are aligned to powers of two.
      bits &= (1 &<< UInt64(truncatingIfNeeded: end &- first) &- 1) &<< UInt64(truncatingIfNeeded: first & 63)
    }
    while true {
      while bits != 0 {
        let key = next &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if !step.pointee.isPrefix, UInt64(key) & step.pointee.keyMask != known { continue }
        guard bind(key, step) else { continue }
        guard isMember || use(natural(leaf, key, memory), step, leaf) else { continue }
        if walk(step + 1, memory) { return true }
      }
      next &+= 1
      guard next < last else { return false }
      bits = word(leaf, next, memory)
    }
  }

  /// Binds the columns of a key, and compares those that a variable has twice.
  @inline(__always)
  func bind(_ key: Int, _ step: UnsafePointer<LaneStep>) -> Bool {
    if step.pointee.bindSlot >= 0 {
      frame[Int(step.pointee.bindSlot)] = Value(key)
      return true
    }
    for number in step.pointee.binds.range {
      let part = parts + number
      frame[Int(part.pointee.slot)] = Value(UInt64(key) &>> UInt64(part.pointee.shift) & part.pointee.mask)
    }
    for number in step.pointee.checks.range {
      let part = parts + number
      let value = Value(UInt64(key) &>> UInt64(part.pointee.shift) & part.pointee.mask)
      guard frame[Int(part.pointee.slot)] == value else { return false }
    }
    return true
  }

  func enumerate(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    for value in 0..<Value(step.pointee.limit) {
      frame[Int(step.pointee.slot)] = value
      if walk(step + 1, memory) { return true }
    }
    return false
  }

  /// The number of the cell that natural values make up.
  @inline(__always)
  func number(_ extent: Extent) -> Int {
    var number = 0
    var term = terms + extent.range.lowerBound
    let end = terms + extent.range.upperBound
    while term < end {
      let value = frame[Int(term.pointee.slot)]
      number &+= Int(value &- Value(term.pointee.least)) &* Int(term.pointee.stride)
      term += 1
    }
    return number
  }

  /// Goes through rows of the pack that belong together.
  func join(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let join = joins + Int(step.pointee.target)
    let start = Int(join.pointee.starts) &+ number(join.pointee.terms)
    rows: for entry in Int(starts[start])..<Int(starts[start &+ 1]) {
      for number in join.pointee.columns.range {
        let column = columns + number
        let value = values[Int(column.pointee.values) &+ entry]
        if column.pointee.isCompared {
          guard frame[Int(column.pointee.slot)] == value else { continue rows }
        } else {
          frame[Int(column.pointee.slot)] = value
        }
      }
      if walk(step + 1, memory) { return true }
    }
    return false
  }
}
