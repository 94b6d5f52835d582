extension Lanes {
  /// Runs a plan for some lanes. Those in which something goes wrong are marked as failed.
  func run(_ plan: Int, lanes count: Int) {
    let level = levels
    level.pointee.filled = 0
    level.pointee.count = 0
    for lane in 0..<count where !failed[lane] { add(lane, to: level) }
    walk(plan, level)
  }

  /// Runs a plan for one lane.
  func run(_ plan: Int, lane: Int) {
    levels.pointee.filled = 0
    levels.pointee.count = 0
    add(lane, to: levels)
    walk(plan, levels)
  }

  @inline(__always)
  private func add(_ lane: Int, to level: UnsafeMutablePointer<LaneLevel>) {
    let row = level.pointee.filled
    level.pointee.lanes[row] = Int32(truncatingIfNeeded: lane &* laneWords)
    level.pointee.held[row] = UInt16(truncatingIfNeeded: row)
    level.pointee.filled = row &+ 1
    level.pointee.count = row &+ 1
  }

  private func walk(_ plan: Int, _ level: UnsafeMutablePointer<LaneLevel>) {
    walk(steps + Int(plans[plan].first), level)
  }

  /// Takes the rows of a level through steps, up to a generator, which goes on with the level below, or to the end.
  func walk(_ first: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    var step = first
    while level.pointee.count > 0 {
      switch step.pointee.kind {
      case .find: find(step, level)
      case .findRank: findRank(step, level)
      case .test: test(step, level)
      case .absent: absent(step, level)
      case .cells:
        writeCells(cells + Int(step.pointee.target), level)
        guard step.pointee.isFollowed else { return }
      case .each: return each(step, level)
      case .eachRank: return eachRank(step, level)
      case .enumerate: return enumerate(step, level)
      case .join: return join(step, level)
      case .accumulate: return accumulate(step, level)
      case .sweep: return sweep(step, level)
      case .conclude: return conclude(conclusions + Int(step.pointee.target), level)
      case .collect: return collect(step, level)
      case .succeed:
        guard let asking = state.pointee.asking else { return }
        for number in 0..<level.pointee.count {
          asking.pointee.found[Int(level.pointee.origins[Int(level.pointee.held[number])])] = true
        }
        return
      }
      step += 1
    }
  }

  /// The lane of a row.
  @inline(__always)
  func memory(_ level: UnsafeMutablePointer<LaneLevel>, _ row: Int) -> UnsafeMutablePointer<UInt64> {
    words + Int(level.pointee.lanes[row])
  }

  @inline(__always)
  func fail(_ level: UnsafeMutablePointer<LaneLevel>, _ row: Int) {
    failed[Int(level.pointee.lanes[row]) / laneWords] = true
  }

  /// Packs the key of a row; -1 when a value is not of its column's domain.
  @inline(__always)
  func key(_ extent: Extent, _ level: UnsafeMutablePointer<LaneLevel>, _ row: Int) -> Int {
    var key: UInt64 = 0
    for number in extent.range {
      let part = parts + number
      let value = UInt64(bitPattern: level.pointee.column(part.pointee.slot)[row])
      guard value < part.pointee.size else { return -1 }
      key |= value &<< UInt64(part.pointee.shift)
    }
    return Int(key)
  }

  // MARK: Levels

  /// Empties the level below.
  @inline(__always)
  func below(_ level: UnsafeMutablePointer<LaneLevel>) -> UnsafeMutablePointer<LaneLevel> {
    let below = level + 1
    below.pointee.filled = 0
    below.pointee.count = 0
    return below
  }

  /// Adds a row to the level below, with what the step hands on, and returns its number.
  @inline(__always)
  func extend(
    _ level: UnsafeMutablePointer<LaneLevel>, _ row: Int, _ step: UnsafePointer<LaneStep>
  ) -> Int {
    let below = level + 1
    let new = below.pointee.filled
    below.pointee.lanes[new] = level.pointee.lanes[row]
    if state.pointee.asking != nil { below.pointee.origins[new] = level.pointee.origins[row] }
    var slot = carried + step.pointee.carried.range.lowerBound
    let end = carried + step.pointee.carried.range.upperBound
    while slot < end {
      below.pointee.column(slot.pointee)[new] = level.pointee.column(slot.pointee)[row]
      slot += 1
    }
    return new
  }

  /// Lets the row that was added hold, and goes on with the level when it is full.
  @inline(__always)
  func keep(_ new: Int, _ level: UnsafeMutablePointer<LaneLevel>, _ step: UnsafePointer<LaneStep>) {
    let below = level + 1
    below.pointee.held[new] = UInt16(truncatingIfNeeded: new)
    below.pointee.filled = new &+ 1
    below.pointee.count = new &+ 1
    if new &+ 1 == LaneLevel.capacity { flush(level, step) }
  }

  /// Takes the level below through the steps behind a generator.
  @inline(__always)
  func flush(_ level: UnsafeMutablePointer<LaneLevel>, _ step: UnsafePointer<LaneStep>) {
    walk(step + 1, level + 1)
    (level + 1).pointee.filled = 0
    (level + 1).pointee.count = 0
  }

  // MARK: Lookups

  /// Binds or compares a natural value in a row.
  @inline(__always)
  func use(
    _ natural: Value, _ step: UnsafePointer<LaneStep>, _ leaf: UnsafePointer<LaneAccess>,
    _ level: UnsafeMutablePointer<LaneLevel>, _ row: Int
  ) -> Bool {
    if step.pointee.isMasked {
      let number = UInt64(bitPattern: natural &- leaf.pointee.least)
      guard step.pointee.mask &>> number & 1 != 0 else { return false }
    }
    switch step.pointee.use {
    case .ignore: return true
    case .compare: return level.pointee.column(step.pointee.slot)[row] == natural &* leaf.pointee.unit
    case .bind:
      level.pointee.column(step.pointee.slot)[row] = natural &* leaf.pointee.unit
      if step.pointee.natural >= 0 { level.pointee.column(step.pointee.natural)[row] = natural }
      return true
    }
  }

  private func find(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    let leaf = access + Int(step.pointee.leaf)
    let held = level.pointee.held
    let count = level.pointee.count
    let isTotal = leaf.pointee.isTotal
    let isMember = leaf.pointee.isMember
    let slot = step.pointee.keySlot
    let keys = level.pointee.column(max(0, slot))
    let places = UInt64(leaf.pointee.places)
    var kept = 0
    for number in 0..<count {
      let row = Int(held[number])
      var key = 0
      if slot >= 0 {
        let value = UInt64(bitPattern: keys[row])
        guard value < places else { continue }
        key = Int(value)
      } else if slot == -2 {
        key = self.key(step.pointee.keys, level, row)
        guard key >= 0 else { continue }
      }
      let memory = memory(level, row)
      if !isTotal {
        guard isStored(leaf, key, memory) else { continue }
      }
      guard isMember || use(natural(leaf, key, memory), step, leaf, level, row) else { continue }
      held[kept] = UInt16(truncatingIfNeeded: row)
      kept &+= 1
    }
    level.pointee.count = kept
  }

  private func test(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    compute(step.pointee.code, level)
    let values = level.pointee.column(step.pointee.slot)
    let held = level.pointee.held
    var kept = 0
    for number in 0..<level.pointee.count {
      let row = Int(held[number])
      let value = values[row]
      if value == Arithmetic.error { fail(level, row) }
      guard value != 0, value != Arithmetic.error else { continue }
      held[kept] = UInt16(truncatingIfNeeded: row)
      kept &+= 1
    }
    level.pointee.count = kept
  }

  /// Computes operations one after the other, each for all rows that hold.
  private func compute(_ extent: Extent, _ level: UnsafeMutablePointer<LaneLevel>) {
    let held = level.pointee.held
    for number in extent.range {
      let operation = operations + number
      let left = level.pointee.frame + operation.pointee.left.index &* LaneLevel.capacity
      let right = level.pointee.frame + operation.pointee.right.index &* LaneLevel.capacity
      let result = level.pointee.frame + operation.pointee.result.index &* LaneLevel.capacity
      let code = operation.pointee.code
      for number in 0..<level.pointee.count {
        let row = Int(held[number])
        result[row] = code.result(left[row], right[row])
      }
    }
  }

  private func absent(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    let below = below(level)
    let held = level.pointee.held
    for number in 0..<level.pointee.count {
      let row = Int(held[number])
      level.pointee.found[row] = false
      let new = extend(level, row, step)
      below.pointee.origins[new] = UInt16(truncatingIfNeeded: row)
      below.pointee.held[new] = UInt16(truncatingIfNeeded: new)
      below.pointee.filled = new &+ 1
    }
    below.pointee.count = below.pointee.filled
    succeed(Int(step.pointee.target), below, level)
    var kept = 0
    for number in 0..<level.pointee.count {
      let row = Int(held[number])
      guard !level.pointee.found[row] else { continue }
      held[kept] = UInt16(truncatingIfNeeded: row)
      kept &+= 1
    }
    level.pointee.count = kept
  }

  /// Walks the plan of an `absent`, whose `succeed` marks rows of the level that asks.
  private func succeed(
    _ plan: Int, _ below: UnsafeMutablePointer<LaneLevel>, _ level: UnsafeMutablePointer<LaneLevel>
  ) {
    let asking = state.pointee.asking
    state.pointee.asking = level
    walk(plan, below)
    state.pointee.asking = asking
  }

  // MARK: Generators

  private func each(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    let leaf = access + Int(step.pointee.leaf)
    let places = Int(leaf.pointee.places)
    let isMember = leaf.pointee.isMember
    _ = below(level)
    for number in 0..<level.pointee.count {
      let row = Int(level.pointee.held[number])
      let memory = memory(level, row)
      var first = 0
      var end = places
      var known: UInt64 = 0
      if step.pointee.keySlot != -1 {
        let key = key(step.pointee.keys, level, row)
        guard key >= 0 else { continue }
        known = UInt64(key)
        if step.pointee.isPrefix {
          guard key < places else { continue }
          first = key
          end = key &+ 1 &<< Int(step.pointee.freeBits)
        }
      }
      var next = first &>> 6
      let last = (end &+ 63) &>> 6
      var bits = word(leaf, next, memory)
      if end &- first < 64, step.pointee.isPrefix {
        // A part of one word: prefixes are aligned to powers of two.
        bits &=
          (1 &<< UInt64(truncatingIfNeeded: end &- first) &- 1) &<< UInt64(truncatingIfNeeded: first & 63)
      }
      while true {
        while bits != 0 {
          let key = next &* 64 &+ bits.trailingZeroBitCount
          bits &= bits &- 1
          if !step.pointee.isPrefix, UInt64(key) & step.pointee.keyMask != known { continue }
          let new = extend(level, row, step)
          guard bind(key, step, level + 1, new) else { continue }
          guard isMember || use(natural(leaf, key, memory), step, leaf, level + 1, new) else { continue }
          keep(new, level, step)
        }
        next &+= 1
        guard next < last else { break }
        bits = word(leaf, next, memory)
      }
    }
    flush(level, step)
  }

  /// Binds the columns of a key, and compares those that a variable has twice.
  @inline(__always)
  func bind(
    _ key: Int, _ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>, _ row: Int
  ) -> Bool {
    if step.pointee.bindSlot >= 0 {
      level.pointee.column(step.pointee.bindSlot)[row] = Value(key)
      return true
    }
    for number in step.pointee.binds.range {
      let part = parts + number
      let value = Value(UInt64(key) &>> UInt64(part.pointee.shift) & part.pointee.mask)
      level.pointee.column(part.pointee.slot)[row] = value
    }
    for number in step.pointee.checks.range {
      let part = parts + number
      let value = Value(UInt64(key) &>> UInt64(part.pointee.shift) & part.pointee.mask)
      guard level.pointee.column(part.pointee.slot)[row] == value else { return false }
    }
    return true
  }

  private func enumerate(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    _ = below(level)
    for number in 0..<level.pointee.count {
      let row = Int(level.pointee.held[number])
      for value in 0..<Value(step.pointee.limit) {
        let new = extend(level, row, step)
        (level + 1).pointee.column(step.pointee.slot)[new] = value
        keep(new, level, step)
      }
    }
    flush(level, step)
  }

  @inline(__always)
  private func number(_ extent: Extent, _ level: UnsafeMutablePointer<LaneLevel>, _ row: Int) -> Int {
    var number = 0
    var term = terms + extent.range.lowerBound
    let end = terms + extent.range.upperBound
    while term < end {
      defer { term += 1 }
      let value = level.pointee.column(term.pointee.slot)[row]
      number &+= Int(value &- Value(term.pointee.least)) &* Int(term.pointee.stride)
    }
    return number
  }

  private func join(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    let join = joins + Int(step.pointee.target)
    let below = below(level)
    for number in 0..<level.pointee.count {
      let row = Int(level.pointee.held[number])
      let start = Int(join.pointee.starts) &+ self.number(join.pointee.terms, level, row)
      rows: for entry in Int(starts[start])..<Int(starts[start &+ 1]) {
        let new = extend(level, row, step)
        for number in join.pointee.columns.range {
          let column = columns + number
          let value = values[Int(column.pointee.values) &+ entry]
          let cell = below.pointee.column(column.pointee.slot) + new
          if column.pointee.isCompared {
            guard cell.pointee == value else { continue rows }
          } else {
            cell.pointee = value
          }
        }
        keep(new, level, step)
      }
    }
    flush(level, step)
  }

  // MARK: Tables

  private func writeCells(_ cells: UnsafePointer<LaneCells>, _ level: UnsafeMutablePointer<LaneLevel>) {
    let writes = Int(cells.pointee.writes)
    let terms = cells.pointee.terms
    for number in 0..<level.pointee.count {
      let row = Int(level.pointee.held[number])
      let cell = self.number(terms, level, row)
      if writes >= 0 {
        write(writes &+ cell, memory(level, row), level, row)
      } else {
        writeHeads(cells, cell, level, row)
      }
    }
  }

  private func writeHeads(
    _ cells: UnsafePointer<LaneCells>, _ cell: Int, _ level: UnsafeMutablePointer<LaneLevel>, _ row: Int
  ) {
    let start = Int(cells.pointee.starts) &+ cell
    let (first, end) = (Int(starts[start]), Int(starts[start &+ 1]))
    guard first < end else { return }
    state.pointee.instances &+= end &- first
    let memory = memory(level, row)
    for number in cells.pointee.heads.range {
      let head = heads + number
      let leaf = access + Int(head.pointee.leaf)
      let fixed = key(head.pointee.parts, level, row)
      guard fixed >= 0 else { return fail(level, row) }
      let keys = keys + Int(head.pointee.keys)
      for instance in first..<end {
        let key = keys[instance]
        guard key != LaneCode.poison else { return fail(level, row) }
        let value = head.pointee.values >= 0 ? values[Int(head.pointee.values) &+ instance] : 1
        if !write(leaf, fixed | Int(key), value, memory) { fail(level, row) }
      }
    }
  }

  /// Writes what stands in a cell.
  @inline(__always)
  private func write(
    _ cell: Int, _ memory: UnsafeMutablePointer<UInt64>, _ level: UnsafeMutablePointer<LaneLevel>, _ row: Int
  ) {
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
        if old & bit != 0, place.pointee != write.pointee.value { fail(level, row) }
        place.pointee = write.pointee.value
      case .add: values[Int(write.pointee.place)] &+= write.pointee.value
      case .other:
        let leaf = access + Int(write.pointee.leaf)
        let key = Int(write.pointee.bit) &- Int(leaf.pointee.bits) &* 64
        if !self.write(leaf, key, Value(write.pointee.value), memory) { fail(level, row) }
      case .poison: fail(level, row)
      }
      write += 1
    }
  }

  /// Looks up a value for each row of a join, and writes what the cell of both holds.
  private func sweep(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    let sweep = sweeps + Int(step.pointee.target)
    let join = joins + Int(sweep.pointee.join)
    let leaf = Int(access[Int(sweep.pointee.leaf)].values)
    let keys = values + Int(sweep.pointee.keys)
    let cells = values + Int(sweep.pointee.rows)
    let stride = Int(sweep.pointee.valueStride)
    let base = Int(sweep.pointee.writes)
    for number in 0..<level.pointee.count {
      let row = Int(level.pointee.held[number])
      let memory = memory(level, row)
      let found = UnsafeRawPointer(memory + leaf).assumingMemoryBound(to: Int32.self)
      let start = Int(join.pointee.starts) &+ self.number(join.pointee.terms, level, row)
      for entry in Int(starts[start])..<Int(starts[start &+ 1]) {
        write(base &+ Int(cells[entry]) &+ Int(found[Int(keys[entry])]) &* stride, memory, level, row)
      }
    }
  }

  /// Adds what a table holds for each stored place of a leaf to the places of a sum.
  private func accumulate(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    for number in 0..<level.pointee.count {
      accumulate(step, memory(level, Int(level.pointee.held[number])))
    }
  }

  private func accumulate(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let source = access + Int(step.pointee.leaf)
    let accumulation = accumulations[Int(step.pointee.target)]
    let sums = UnsafeMutableRawPointer(memory + Int(access[Int(accumulation.leaf)].values))
      .assumingMemoryBound(to: Int32.self)
    let found = UnsafeRawPointer(memory + max(0, Int(source.pointee.values))).assumingMemoryBound(
      to: Int32.self)
    let isMember = source.pointee.isMember
    let mask = step.pointee.isMasked ? step.pointee.mask : .max
    let least = source.pointee.least
    let keyStride = Int(accumulation.keyStride)
    let valueStride = Int(accumulation.valueStride)
    let width = Int(accumulation.width)
    let table = rows + Int(accumulation.first)
    let runTable = runStarts + Int(accumulation.first)
    var instances = 0
    var pending = 0
    for number in 0..<(Int(source.pointee.places) &+ 63) &>> 6 {
      var bits = word(source, number, memory)
      while bits != 0 {
        instances &+= 1
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        var cell = key &* keyStride
        if !isMember {
          let offset = Int(found[key]) &- Int(least)
          if mask &>> UInt64(truncatingIfNeeded: offset) & 1 == 0 { continue }
          cell &+= offset &* valueStride
        }
        if width > 0 {
          addRow(table + cell &* width, to: sums, width)
        } else {
          if pending == Lanes.pendingCells { addPending(&pending, runTable, to: sums) }
          ranked[pending].key = cell
          pending &+= 1
        }
      }
    }
    addPending(&pending, runTable, to: sums)
    state.pointee.instances &+= instances
  }

  /// Adds contributions, some places at a time.
  @inline(__always)
  private func addRow(_ row: UnsafePointer<Int32>, to sums: UnsafeMutablePointer<Int32>, _ width: Int) {
    let row = UnsafeRawPointer(row)
    let sums = UnsafeMutableRawPointer(sums)
    var offset = 0
    while offset &+ 64 <= width &* 4 {
      let sum =
        sums.loadUnaligned(fromByteOffset: offset, as: SIMD16<Int32>.self)
        &+ row.loadUnaligned(fromByteOffset: offset, as: SIMD16<Int32>.self)
      sums.storeBytes(of: sum, toByteOffset: offset, as: SIMD16<Int32>.self)
      offset &+= 64
    }
    while offset < width &* 4 {
      let sum =
        sums.loadUnaligned(fromByteOffset: offset, as: SIMD4<Int32>.self)
        &+ row.loadUnaligned(fromByteOffset: offset, as: SIMD4<Int32>.self)
      sums.storeBytes(of: sum, toByteOffset: offset, as: SIMD4<Int32>.self)
      offset &+= 16
    }
  }

  /// How many cells are looked up before the first one is gone through.
  private static let pendingCells = 64

  /// Adds the runs of the cells that are noted in `ranked`: they are spread over much memory, so that all are asked for
  /// before any is waited for.
  private func addPending(
    _ count: inout Int, _ starts: UnsafePointer<UInt32>, to sums: UnsafeMutablePointer<Int32>
  ) {
    var touched: UInt16 = 0
    for number in 0..<count {
      let cell = starts + ranked[number].key
      ranked[number] = LaneRanked(first: Value(cell[1]), key: Int(cell[0]))
      touched ^= runs[Int(cell[0])]
    }
    state.pointee.touched = touched
    for number in 0..<count { addRuns(runs + ranked[number].key, runs + Int(ranked[number].first), to: sums) }
    count = 0
  }

  @inline(__always)
  private func addRuns(
    _ first: UnsafePointer<UInt16>, _ end: UnsafePointer<UInt16>, to sums: UnsafeMutablePointer<Int32>
  ) {
    var run = first
    while run < end {
      let value = Int32(bitPattern: UInt32(run[0]) | UInt32(run[1]) &<< 16)
      var place = run + 3
      let last = place + Int(run[2])
      while place + 4 <= last {
        sums[Int(place[0])] &+= value
        sums[Int(place[1])] &+= value
        sums[Int(place[2])] &+= value
        sums[Int(place[3])] &+= value
        place += 4
      }
      while place < last {
        sums[Int(place.pointee)] &+= value
        place += 1
      }
      run = last
    }
  }

  // MARK: Ends

  private func conclude(_ conclusion: UnsafePointer<LaneConclusion>, _ level: UnsafeMutablePointer<LaneLevel>)
  {
    state.pointee.instances &+= level.pointee.count
    for number in conclusion.pointee.targets.range {
      let target = targets + number
      let leaf = access + Int(target.pointee.leaf)
      let hasValue = target.pointee.slot >= 0
      if hasValue { compute(target.pointee.code, level) }
      let computed = level.pointee.column(max(0, target.pointee.slot))
      for number in 0..<level.pointee.count {
        let row = Int(level.pointee.held[number])
        var value: Value = 1
        if hasValue {
          value = computed[row]
          guard value != Arithmetic.error, value >= target.pointee.least, value <= target.pointee.greatest,
            !target.pointee.isWhole || value % .one == 0
          else {
            fail(level, row)
            continue
          }
          if leaf.pointee.isNarrow {
            value = leaf.pointee.unit == .one ? value / .one : value / leaf.pointee.unit
          }
        }
        let key = key(target.pointee.parts, level, row)
        guard key >= 0 else {
          fail(level, row)
          continue
        }
        if leaf.pointee.isKept, !write(leaf, key, value, memory(level, row)) { fail(level, row) }
      }
    }
  }

  private func collect(_ step: UnsafePointer<LaneStep>, _ level: UnsafeMutablePointer<LaneLevel>) {
    for number in 0..<level.pointee.count {
      guard state.pointee.instances < state.pointee.enough else { return }
      let row = Int(level.pointee.held[number])
      state.pointee.noted.append(Value(Int(level.pointee.lanes[row]) / laneWords))
      for place in step.pointee.code.range {
        state.pointee.noted.append(level.pointee.column(collectedSlots[place])[row])
      }
      state.pointee.instances &+= 1
    }
  }
}
