extension Lanes {
  /// Walks a plan from its first step, and back from each end to the last generator that has more, until none has.
  /// Returns whether it succeeded, which only the plan of an `absent` does.
  mutating func run(_ plan: Int, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let base = steps + Int(tables.plans.base[plan].first)
    var at = 0
    var isEntering = true
    while true {
      let step = base + at
      var passes = false
      switch step.pointee.kind {
      case .find: passes = find(step, memory)
      case .each: passes = isEntering ? openEach(step, memory) : nextEach(step, memory)
      case .findRank: passes = findRank(step, memory)
      case .eachRank:
        if isEntering { openRank(step, memory) }
        passes = nextRank(step, memory)
      case .enumerate:
        let slot = Int(step.pointee.slot)
        let value = isEntering ? 0 : frame[slot] &+ 1
        frame[slot] = value
        passes = value < Value(step.pointee.limit)
      case .join:
        if isEntering { openJoin(step) }
        passes = nextJoin(step)
      case .test:
        let value = compute(step.pointee.code, step.pointee.slot)
        if value == Arithmetic.error {
          isFailed = true
          return false
        }
        passes = value != 0
      case .absent:
        passes = !run(Int(step.pointee.target), memory)
        if isFailed { return false }
      case .cells: writeCells(Int(step.pointee.target), memory)
      case .accumulate: accumulate(step, memory)
      case .conclude: conclude(Int(step.pointee.target), memory)
      case .collect:
        for number in step.pointee.code.range { collected.append(frame[Int(tables.collected.base[number])]) }
        instances &+= 1
        if instances >= enough { return false }
      case .succeed: return true
      }
      if passes {
        at &+= 1
        isEntering = true
      } else {
        at = Int(step.pointee.back)
        isEntering = false
        if at < 0 { return false }
      }
    }
  }

  // MARK: Lookups

  /// Binds or compares a natural value.
  @inline(__always)
  private func use(_ natural: Value, _ step: UnsafePointer<LaneStep>) -> Bool {
    let info = leaves + Int(step.pointee.leaf)
    if step.pointee.isMasked {
      guard step.pointee.mask &>> UInt64(bitPattern: natural &- info.pointee.least) & 1 != 0 else {
        return false
      }
    }
    switch step.pointee.use {
    case .ignore: return true
    case .compare: return frame[Int(step.pointee.slot)] == natural &* info.pointee.unit
    case .bind:
      frame[Int(step.pointee.slot)] = natural &* info.pointee.unit
      if step.pointee.natural >= 0 { frame[Int(step.pointee.natural)] = natural }
      return true
    }
  }

  @inline(__always)
  private func find(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let key = key(step.pointee.keys)
    guard key >= 0 else { return false }
    let leaf = Int(step.pointee.leaf)
    if !leaves[leaf].isTotal {
      guard isStored(leaf, key, memory) else { return false }
      if leaves[leaf].isMember { return true }
    }
    return use(natural(leaf, key, memory), step)
  }

  // MARK: Stored places

  @inline(__always)
  private func openEach(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let cursor = cursors + Int(step.pointee.cursor)
    let leaf = Int(step.pointee.leaf)
    let known = key(step.pointee.keys)
    guard known >= 0 else { return false }
    cursor.pointee.key = UInt64(known)
    var first = 0
    var end = leaves[leaf].places
    if step.pointee.isPrefix {
      first = known
      end = known + 1 &<< Int(step.pointee.freeBits)
    }
    cursor.pointee.next = Int32(truncatingIfNeeded: first &>> 6)
    cursor.pointee.end = Int32(truncatingIfNeeded: (end &+ 63) &>> 6)
    cursor.pointee.bits = word(leaf, first &>> 6, memory)
    if end &- first < 64 || first & 63 != 0 {
      // A part of one word: prefixes are aligned to powers of two.
      let mask = end &- first >= 64 ? UInt64.max : (1 &<< UInt64(end &- first)) &- 1
      cursor.pointee.bits &= mask &<< UInt64(first & 63)
      cursor.pointee.end = cursor.pointee.next &+ 1
    }
    return nextEach(step, memory)
  }

  /// Which of 64 places are stored.
  @inline(__always)
  func word(_ leaf: Int, _ number: Int, _ memory: UnsafeMutablePointer<UInt64>) -> UInt64 {
    let bits = places[leaf].bits
    if bits >= 0 { return memory[Int(bits) &+ number] }
    var word: UInt64 = 0
    for offset in 0..<min(64, leaves[leaf].places &- number &* 64)
    where natural(leaf, number &* 64 &+ offset, memory) != 0 {
      word |= 1 &<< UInt64(offset)
    }
    return word
  }

  @inline(__always)
  private func nextEach(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let cursor = cursors + Int(step.pointee.cursor)
    let leaf = Int(step.pointee.leaf)
    var bits = cursor.pointee.bits
    while true {
      while bits == 0 {
        cursor.pointee.next &+= 1
        guard cursor.pointee.next < cursor.pointee.end else {
          cursor.pointee.bits = 0
          return false
        }
        bits = word(leaf, Int(cursor.pointee.next), memory)
      }
      let key = Int(cursor.pointee.next) &* 64 &+ bits.trailingZeroBitCount
      bits &= bits &- 1
      if !step.pointee.isPrefix, UInt64(key) & step.pointee.keyMask != cursor.pointee.key { continue }
      guard bind(key, step) else { continue }
      if !leaves[leaf].isMember {
        guard use(natural(leaf, key, memory), step) else { continue }
      }
      cursor.pointee.bits = bits
      return true
    }
  }

  /// Binds the columns of a key, and compares those that a variable has twice.
  @inline(__always)
  func bind(_ key: Int, _ step: UnsafePointer<LaneStep>) -> Bool {
    for number in step.pointee.binds.range {
      frame[Int(parts[number].slot)] = Value(UInt64(key) &>> UInt64(parts[number].shift) & parts[number].mask)
    }
    for number in step.pointee.checks.range {
      let value = Value(UInt64(key) &>> UInt64(parts[number].shift) & parts[number].mask)
      guard frame[Int(parts[number].slot)] == value else { return false }
    }
    return true
  }

  // MARK: Joins and tables

  @inline(__always)
  private func number(_ extent: Extent) -> Int {
    var number = 0
    for term in extent.range {
      number &+= Int(frame[Int(terms[term].slot)] &- Value(terms[term].least)) &* Int(terms[term].stride)
    }
    return number
  }

  @inline(__always)
  private func openJoin(_ step: UnsafePointer<LaneStep>) {
    let join = joins + Int(step.pointee.target)
    let start = Int(join.pointee.starts) &+ number(join.pointee.terms)
    let cursor = cursors + Int(step.pointee.cursor)
    cursor.pointee.next = Int32(bitPattern: starts[start])
    cursor.pointee.end = Int32(bitPattern: starts[start &+ 1])
  }

  @inline(__always)
  private func nextJoin(_ step: UnsafePointer<LaneStep>) -> Bool {
    let join = joins + Int(step.pointee.target)
    let cursor = cursors + Int(step.pointee.cursor)
    rows: while cursor.pointee.next < cursor.pointee.end {
      let row = Int(cursor.pointee.next)
      cursor.pointee.next &+= 1
      for number in join.pointee.columns.range {
        let value = values[Int(columns[number].values) &+ row]
        if columns[number].isCompared {
          guard frame[Int(columns[number].slot)] == value else { continue rows }
        } else {
          frame[Int(columns[number].slot)] = value
        }
      }
      return true
    }
    return false
  }

  @inline(__always)
  private mutating func writeCells(_ table: Int, _ memory: UnsafeMutablePointer<UInt64>) {
    let cells = cells + table
    let start = Int(cells.pointee.starts) &+ number(cells.pointee.terms)
    let (first, end) = (Int(starts[start]), Int(starts[start &+ 1]))
    guard first < end else { return }
    instances &+= end &- first
    for number in cells.pointee.heads.range {
      let head = heads[number]
      var fixed = 0
      if !head.parts.isEmpty {
        fixed = key(head.parts)
        guard fixed >= 0 else {
          isFailed = true
          return
        }
      }
      for instance in first..<end {
        let key = keys[Int(head.keys) &+ instance]
        guard key != LaneCode.poison else {
          isFailed = true
          return
        }
        let value = head.values >= 0 ? values[Int(head.values) &+ instance] : 1
        write(Int(head.leaf), fixed | Int(key), value, memory)
      }
    }
  }

  /// Adds what a table holds for each stored place of a leaf to the places of a sum.
  private mutating func accumulate(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let source = Int(step.pointee.leaf)
    let accumulation = accumulations[Int(step.pointee.target)]
    let sums = UnsafeMutableRawPointer(memory + Int(places[Int(accumulation.leaf)].values))
      .assumingMemoryBound(to: Int32.self)
    let info = leaves[source]
    let words = (info.places &+ 63) &>> 6
    for number in 0..<words {
      var bits = word(source, number, memory)
      while bits != 0 {
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        var cell = key &* Int(accumulation.keyStride)
        if !info.isMember {
          let offset = natural(source, key, memory) &- info.least
          if step.pointee.isMasked, step.pointee.mask &>> UInt64(bitPattern: offset) & 1 == 0 { continue }
          cell &+= Int(offset) &* Int(accumulation.valueStride)
        }
        instances &+= 1
        if accumulation.width > 0 {
          let row = rows + (Int(accumulation.first) &+ cell &* Int(accumulation.width))
          for place in 0..<Int(accumulation.width) { sums[place] &+= row[place] }
        } else {
          let first = runStarts + (Int(accumulation.first) &+ cell)
          for number in Int(first[0])..<Int(first[1]) {
            let run = runs[number]
            for place in Int(run.first)..<Int(run.end) { sums[Int(runPlaces[place])] &+= run.value }
          }
        }
      }
    }
  }

  // MARK: Conclusions

  /// The value of an expression: its operations in order, each into its slot.
  @inline(__always)
  private func compute(_ extent: Extent, _ result: Int32) -> Value {
    for number in extent.range {
      let operation = operations + number
      frame[operation.pointee.result.index] = operation.pointee.code.result(
        frame[operation.pointee.left.index], frame[operation.pointee.right.index])
    }
    return frame[Int(result)]
  }

  @inline(__always)
  private mutating func conclude(_ number: Int, _ memory: UnsafeMutablePointer<UInt64>) {
    instances &+= 1
    for target in tables.conclusions.base[number].targets.range {
      let target = tables.targets.base + target
      let leaf = Int(target.pointee.leaf)
      var value: Value = 1
      if target.pointee.slot >= 0 {
        value = compute(target.pointee.code, target.pointee.slot)
        guard value != Arithmetic.error, value >= target.pointee.least, value <= target.pointee.greatest,
          !target.pointee.isWhole || value % .one == 0
        else {
          isFailed = true
          return
        }
        if leaves[leaf].isNarrow { value /= leaves[leaf].unit }
      }
      let key = key(target.pointee.parts)
      guard key >= 0 else {
        isFailed = true
        return
      }
      if places[leaf].values >= 0 || places[leaf].bits >= 0 { write(leaf, key, value, memory) }
    }
  }
}
