extension Lanes {
  /// Walks a plan from its first step, and back from each end to the last generator that has more, until none has.
  /// Returns whether it succeeded, which only the plan of an `absent` does.
  func run(_ plan: Int, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let base = steps + Int(plans[plan].first)
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
          state.pointee.isFailed = true
          return false
        }
        passes = value != 0
      case .absent:
        passes = !run(Int(step.pointee.target), memory)
        if state.pointee.isFailed { return false }
      case .cells:
        writeCells(Int(step.pointee.target), memory)
        passes = step.pointee.isFollowed
      case .accumulate: accumulate(step, memory)
      case .sweep: sweep(step, memory)
      case .conclude: conclude(Int(step.pointee.target), memory)
      case .collect:
        for number in step.pointee.code.range { state.pointee.noted.append(frame[Int(collectedSlots[number])]) }
        state.pointee.instances &+= 1
        if state.pointee.instances >= state.pointee.enough { return false }
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
    let info = access + Int(step.pointee.leaf)
    if step.pointee.isMasked {
      guard step.pointee.mask &>> UInt64(bitPattern: natural &- info.pointee.least) & 1 != 0 else { return false }
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
    let key = key(step)
    guard key >= 0 else { return false }
    let leaf = access + Int(step.pointee.leaf)
    if !leaf.pointee.isTotal {
      guard isStored(leaf, key, memory) else { return false }
      if leaf.pointee.isMember { return true }
    }
    return use(natural(leaf, key, memory), step)
  }

  // MARK: Stored places

  @inline(__always)
  private func openEach(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let cursor = cursors + Int(step.pointee.cursor)
    let leaf = access + Int(step.pointee.leaf)
    var first = 0
    var end = Int(leaf.pointee.places)
    if step.pointee.keySlot != -1 {
      let known = key(step.pointee.keys)
      guard known >= 0 else { return false }
      cursor.pointee.key = UInt64(known)
      if step.pointee.isPrefix {
        guard known < end else { return false }
        first = known
        end = known &+ 1 &<< Int(step.pointee.freeBits)
      }
    } else {
      cursor.pointee.key = 0
    }
    cursor.pointee.next = Int32(truncatingIfNeeded: first &>> 6)
    cursor.pointee.end = Int32(truncatingIfNeeded: (end &+ 63) &>> 6)
    var bits = word(leaf, first &>> 6, memory)
    if end &- first < 64, step.pointee.isPrefix {
      // A part of one word: prefixes are aligned to powers of two.
      bits &= (1 &<< UInt64(truncatingIfNeeded: end &- first) &- 1) &<< UInt64(truncatingIfNeeded: first & 63)
    }
    cursor.pointee.bits = bits
    return nextEach(step, memory)
  }

  @inline(__always)
  private func nextEach(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let cursor = cursors + Int(step.pointee.cursor)
    let leaf = access + Int(step.pointee.leaf)
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
      if !leaf.pointee.isMember {
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
    for place in extent.range {
      let term = terms + place
      number &+= Int(frame[Int(term.pointee.slot)] &- Value(term.pointee.least)) &* Int(term.pointee.stride)
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
        let column = columns + number
        let value = values[Int(column.pointee.values) &+ row]
        if column.pointee.isCompared {
          guard frame[Int(column.pointee.slot)] == value else { continue rows }
        } else {
          frame[Int(column.pointee.slot)] = value
        }
      }
      return true
    }
    return false
  }

  @inline(__always)
  private func writeCells(_ table: Int, _ memory: UnsafeMutablePointer<UInt64>) {
    let cells = cells + table
    let cell = number(cells.pointee.terms)
    if cells.pointee.writes >= 0 {
      write(Int(cells.pointee.writes) &+ cell, memory)
      return
    }
    let start = Int(cells.pointee.starts) &+ cell
    let (first, end) = (Int(starts[start]), Int(starts[start &+ 1]))
    guard first < end else { return }
    state.pointee.instances &+= end &- first
    for number in cells.pointee.heads.range {
      let head = heads + number
      let leaf = access + Int(head.pointee.leaf)
      var fixed = 0
      if !head.pointee.parts.isEmpty {
        fixed = key(head.pointee.parts)
        guard fixed >= 0 else {
          state.pointee.isFailed = true
          return
        }
      }
      let keys = keys + Int(head.pointee.keys)
      let values = values + Int(head.pointee.values)
      let hasValues = head.pointee.values >= 0
      for instance in first..<end {
        let key = keys[instance]
        guard key != LaneCode.poison else {
          state.pointee.isFailed = true
          return
        }
        write(leaf, fixed | Int(key), hasValues ? values[instance] : 1, memory)
      }
    }
  }

  /// Writes what stands in a cell.
  @inline(__always)
  private func write(_ cell: Int, _ memory: UnsafeMutablePointer<UInt64>) {
    var write = writes + Int(writeStarts[cell])
    let end = writes + Int(writeStarts[cell &+ 1])
    let values = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Int32.self)
    state.pointee.instances &+= end - write
    while write < end {
      let word = memory + Int(write.pointee.bit &>> 6)
      let bit: UInt64 = 1 &<< UInt64(write.pointee.bit & 63)
      switch write.pointee.kind {
      case .member: word.pointee |= bit
      case .one:
        let old = word.pointee
        let place = values + Int(write.pointee.place)
        word.pointee = old | bit
        if old & bit != 0, place.pointee != write.pointee.value { state.pointee.isFailed = true }
        place.pointee = write.pointee.value
      case .add: values[Int(write.pointee.place)] &+= write.pointee.value
      case .other:
        let leaf = access + Int(write.pointee.leaf)
        let key = Int(write.pointee.bit) &- Int(leaf.pointee.bits) &* 64
        self.write(leaf, key, Value(write.pointee.value), memory)
      case .poison: state.pointee.isFailed = true
      }
      write += 1
    }
  }

  /// Looks up a value for each row of a join, and writes what the cell of both holds.
  private func sweep(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let sweep = sweeps + Int(step.pointee.target)
    let join = joins + Int(sweep.pointee.join)
    let start = Int(join.pointee.starts) &+ number(join.pointee.terms)
    let found = UnsafeRawPointer(memory + Int(access[Int(sweep.pointee.leaf)].values)).assumingMemoryBound(to: Int32.self)
    let keys = values + Int(sweep.pointee.keys)
    let cells = values + Int(sweep.pointee.rows)
    let stride = Int(sweep.pointee.valueStride)
    let base = Int(sweep.pointee.writes)
    for row in Int(starts[start])..<Int(starts[start &+ 1]) {
      write(base &+ Int(cells[row]) &+ Int(found[Int(keys[row])]) &* stride, memory)
    }
  }

  /// Adds what a table holds for each stored place of a leaf to the places of a sum.
  private func accumulate(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let source = access + Int(step.pointee.leaf)
    let accumulation = accumulations[Int(step.pointee.target)]
    let sums = UnsafeMutableRawPointer(memory + Int(access[Int(accumulation.leaf)].values))
      .assumingMemoryBound(to: Int32.self)
    let isMember = source.pointee.isMember
    let words = (Int(source.pointee.places) &+ 63) &>> 6
    for number in 0..<words {
      var bits = word(source, number, memory)
      while bits != 0 {
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        var cell = key &* Int(accumulation.keyStride)
        if !isMember {
          let offset = natural(source, key, memory) &- source.pointee.least
          if step.pointee.isMasked, step.pointee.mask &>> UInt64(bitPattern: offset) & 1 == 0 { continue }
          cell &+= Int(offset) &* Int(accumulation.valueStride)
        }
        state.pointee.instances &+= 1
        if accumulation.width > 0 {
          addRow(rows + (Int(accumulation.first) &+ cell &* Int(accumulation.width)), to: sums, Int(accumulation.width))
        } else {
          let first = runStarts + (Int(accumulation.first) &+ cell)
          for number in Int(first[0])..<Int(first[1]) {
            let run = runs + number
            let value = run.pointee.value
            var place = runPlaces + Int(run.pointee.first)
            let end = runPlaces + Int(run.pointee.end)
            while place < end {
              sums[Int(place.pointee)] &+= value
              place += 1
            }
          }
        }
      }
    }
  }

  /// Adds contributions, four places at a time.
  @inline(__always)
  private func addRow(_ row: UnsafePointer<Int32>, to sums: UnsafeMutablePointer<Int32>, _ width: Int) {
    let row = UnsafeRawPointer(row)
    let sums = UnsafeMutableRawPointer(sums)
    var offset = 0
    while offset < width &* 4 {
      let sum = sums.loadUnaligned(fromByteOffset: offset, as: SIMD4<Int32>.self)
        &+ row.loadUnaligned(fromByteOffset: offset, as: SIMD4<Int32>.self)
      sums.storeBytes(of: sum, toByteOffset: offset, as: SIMD4<Int32>.self)
      offset &+= 16
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
  private func conclude(_ number: Int, _ memory: UnsafeMutablePointer<UInt64>) {
    state.pointee.instances &+= 1
    for target in conclusions[number].targets.range {
      let target = targets + target
      let leaf = access + Int(target.pointee.leaf)
      var value: Value = 1
      if target.pointee.slot >= 0 {
        value = compute(target.pointee.code, target.pointee.slot)
        guard value != Arithmetic.error, value >= target.pointee.least, value <= target.pointee.greatest,
          !target.pointee.isWhole || value % .one == 0
        else {
          state.pointee.isFailed = true
          return
        }
        if leaf.pointee.isNarrow {
          value = leaf.pointee.unit == .one ? value / .one : value / leaf.pointee.unit
        }
      }
      let key = key(target.pointee.parts)
      guard key >= 0 else {
        state.pointee.isFailed = true
        return
      }
      if leaf.pointee.isKept { write(leaf, key, value, memory) }
    }
  }
}
