extension Lanes {
  func writeCells(_ cells: UnsafePointer<LaneCells>, _ memory: UnsafeMutablePointer<UInt64>) {
    let cell = number(cells.pointee.terms)
    let writes = Int(cells.pointee.writes)
    if writes >= 0 {
      write(writes &+ cell, memory)
    } else {
      writeHeads(cells, cell, memory)
    }
  }

  private func writeHeads(
    _ cells: UnsafePointer<LaneCells>, _ cell: Int, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    let start = Int(cells.pointee.starts) &+ cell
    let (first, end) = (Int(starts[start]), Int(starts[start &+ 1]))
    guard first < end else { return }
    state.pointee.instances &+= end &- first
    for number in cells.pointee.heads.range {
      let head = heads + number
      let leaf = access + Int(head.pointee.leaf)
      let fixed = key(head.pointee.parts)
      guard fixed >= 0 else {
        fail()
        return
      }
      let keys = keys + Int(head.pointee.keys)
      for instance in first..<end {
        let key = keys[instance]
        guard key != LaneCode.poison else {
          fail()
          return
        }
        let value = head.pointee.values >= 0 ? values[Int(head.pointee.values) &+ instance] : 1
        if !write(leaf, fixed | Int(key), value, memory) { fail() }
      }
    }
  }

  /// Writes what stands in a cell.
  @inline(__always)
  func write(_ cell: Int, _ memory: UnsafeMutablePointer<UInt64>) {
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
        if old & bit != 0, place.pointee != write.pointee.value { fail() }
        place.pointee = write.pointee.value
      case .add: values[Int(write.pointee.place)] &+= write.pointee.value
      case .other:
        let leaf = access + Int(write.pointee.leaf)
        let key = Int(write.pointee.bit) &- Int(leaf.pointee.bits) &* 64
        if !self.write(leaf, key, Value(write.pointee.value), memory) { fail() }
      case .poison: fail()
      }
      write += 1
    }
  }

  /// Looks up a value for each row of a join, and writes what the cell of both holds.
  func sweep(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let sweep = sweeps + Int(step.pointee.target)
    let join = joins + Int(sweep.pointee.join)
    let found = UnsafeRawPointer(memory + Int(access[Int(sweep.pointee.leaf)].values))
      .assumingMemoryBound(to: Int32.self)
    let keys = values + Int(sweep.pointee.keys)
    let cells = values + Int(sweep.pointee.rows)
    let stride = Int(sweep.pointee.valueStride)
    let base = Int(sweep.pointee.writes)
    let start = Int(join.pointee.starts) &+ number(join.pointee.terms)
    let end = Int(starts[start &+ 1])
    var entry = Int(starts[start])
    for number in sweep.pointee.ordered.range { note(start, of: Int(ordered[number]), memory) }
    // What is no longer written counts as well.
    state.pointee.instances &+= (end &- entry) &* Int(sweep.pointee.multiplicity)
    guard base >= 0 else { return }
    let width = Int(sweep.pointee.width)
    guard width > 0 else {
      while entry < end {
        write(base &+ Int(cells[entry]) &+ Int(found[Int(keys[entry])]) &* stride, memory)
        entry &+= 1
      }
      return
    }
    let places = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Int32.self)
    let plain = writes + Int(sweep.pointee.plain)
    var differences: Int32 = 0
    while entry < end {
      var write = plain + (Int(cells[entry]) &+ Int(found[Int(keys[entry])]) &* stride) &* width
      for _ in 0..<width {
        let word = memory + Int(write.pointee.bit &>> 6)
        let old = word.pointee
        let place = places + Int(write.pointee.place)
        // All bits where one stands already.
        let isOld = Int32(truncatingIfNeeded: 0 &- old &>> UInt64(write.pointee.bit & 63) & 1)
        differences |= isOld & (place.pointee ^ write.pointee.value)
        word.pointee = old | 1 &<< UInt64(write.pointee.bit & 63)
        place.pointee = write.pointee.value
        write += 1
      }
      entry &+= 1
    }
    if differences != 0 { fail() }
  }

  /// Adds what a table holds for each stored place of a leaf to the places of a sum.
  func accumulate(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let source = access + Int(step.pointee.leaf)
    let accumulation = accumulations + Int(step.pointee.target)
    let isMember = source.pointee.isMember
    var pending = 0
    for number in 0..<(Int(source.pointee.places) &+ 63) &>> 6 {
      var bits = word(source, number, memory)
      while bits != 0 {
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        let offset = isMember ? 0 : Int(natural(source, key, memory) &- source.pointee.least)
        add(accumulation, key, offset, memory, &pending)
      }
    }
    addPending(&pending, memory)
  }

  /// Adds what a place contributes to a sum; runs are noted only.
  @inline(__always)
  func add(
    _ accumulation: UnsafePointer<LaneAccumulation>, _ key: Int, _ offset: Int,
    _ memory: UnsafeMutablePointer<UInt64>, _ pending: inout Int
  ) {
    guard accumulation.pointee.mask &>> UInt64(truncatingIfNeeded: offset) & 1 != 0 else { return }
    let cell = key &* Int(accumulation.pointee.keyStride) &+ offset &* Int(accumulation.pointee.valueStride)
    let width = Int(accumulation.pointee.width)
    if width == 0 {
      if pending == Lanes.pendingCells { addPending(&pending, memory) }
      ranked[pending] = LaneRanked(
        first: Value(accumulation - accumulations), key: Int(accumulation.pointee.first) &+ cell)
      pending &+= 1
      return
    }
    let place = Int(accumulation.pointee.first) &+ cell &* width
    let sums = UnsafeMutableRawPointer(memory + Int(accumulation.pointee.values))
    if accumulation.pointee.isShort {
      let row = UnsafeRawPointer(shortRows + place)
      var offset = 0
      while offset < width &* 2 {
        let sum =
          sums.loadUnaligned(fromByteOffset: offset, as: SIMD8<Int16>.self)
          &+ row.loadUnaligned(fromByteOffset: offset, as: SIMD8<Int16>.self)
        sums.storeBytes(of: sum, toByteOffset: offset, as: SIMD8<Int16>.self)
        offset &+= 16
      }
    } else {
      let row = UnsafeRawPointer(rows + place)
      var offset = 0
      while offset < width &* 4 {
        let sum =
          sums.loadUnaligned(fromByteOffset: offset, as: SIMD4<Int32>.self)
          &+ row.loadUnaligned(fromByteOffset: offset, as: SIMD4<Int32>.self)
        sums.storeBytes(of: sum, toByteOffset: offset, as: SIMD4<Int32>.self)
        offset &+= 16
      }
    }
  }

  /// How many cells are looked up before the first one is gone through.
  private static let pendingCells = 64

  /// Adds the runs of the cells that are noted in `ranked`: they are spread over much memory, so that all are asked for
  /// before any is waited for.
  func addPending(_ count: inout Int, _ memory: UnsafeMutablePointer<UInt64>) {
    guard count > 0 else { return }
    var touched: UInt16 = 0
    for number in 0..<count {
      touched ^= runs[Int(runStarts[ranked[number].key])]
    }
    state.pointee.touched = touched
    for number in 0..<count {
      let accumulation = accumulations + Int(ranked[number].first)
      let cell = runStarts + ranked[number].key
      let (first, end) = (runs + Int(cell[0]), runs + Int(cell[1]))
      let sums = UnsafeMutableRawPointer(memory + Int(accumulation.pointee.values))
      if accumulation.pointee.isShort {
        addRuns(first, end, to: sums.assumingMemoryBound(to: Int16.self))
      } else {
        addRuns(first, end, to: sums.assumingMemoryBound(to: Int32.self))
      }
    }
    count = 0
  }

  @inline(__always)
  private func addRuns<Sum: FixedWidthInteger>(
    _ first: UnsafePointer<UInt16>, _ end: UnsafePointer<UInt16>, to sums: UnsafeMutablePointer<Sum>
  ) {
    var run = first
    while run < end {
      let value = Sum(truncatingIfNeeded: Int32(bitPattern: UInt32(run[0]) | UInt32(run[1]) &<< 16))
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
}
