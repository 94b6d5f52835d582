extension Lanes {
  /// Empties a lane and takes in what a profile states, as runs. Returns whether the lane can hold it.
  func fill(_ lane: Int, _ runs: UnsafeBufferPointer<UInt64>) -> Bool {
    let memory = memory(lane)
    memory.update(from: template, count: templateWords)
    return take(runs, memory)
  }

  /// The same of facts.
  func fill(
    _ lane: Int, _ stated: UnsafeBufferPointer<PackedFact>, _ buffers: UnsafeMutablePointer<LaneBuffers>
  ) -> Bool {
    buffers.pointee.runs.count = 0
    let words = buffers.pointee.runs.extend(by: LaneRuns.mostWords(stated.count))
    let count = LaneRuns.write(stated, access, to: words)
    return count >= 0 && fill(lane, UnsafeBufferPointer(start: words, count: count))
  }

  /// Lets a run start in a lane that was filled.
  @inline(__always)
  func begin() {
    state.pointee.isFailed = false
    state.pointee.instances = uncounted
  }

  /// Runs all plans for a lane. Returns whether nothing went wrong.
  func run(_ memory: UnsafeMutablePointer<UInt64>, maxInstances: Int) -> Bool {
    begin()
    var run = schedule
    while run < scheduleEnd {
      if isDue(run, memory) {
        _ = walk(steps + Int(run.pointee.first), memory)
        guard !state.pointee.isFailed else { return false }
      }
      run += 1
    }
    return state.pointee.instances <= maxInstances
  }

  @inline(__always)
  private func isDue(_ run: UnsafePointer<LaneRun>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    guard run.pointee.values >= 0 else { return true }
    if run.pointee.bits >= 0, memory[Int(run.pointee.bits)] & 1 == 0 { return false }
    let value = UnsafeRawPointer(memory + Int(run.pointee.values)).load(as: Int32.self)
    return run.pointee.mask &>> UInt64(truncatingIfNeeded: value &- run.pointee.least) & 1 != 0
  }

  /// Runs a plan for a lane. Returns whether nothing went wrong.
  @inline(__always)
  func run(_ plan: Int, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    _ = walk(steps + Int(plans[plan].first), memory)
    return !state.pointee.isFailed
  }

  /// Takes what is bound through steps, up to the end or to a generator, which does that with each of its matches.
  ///
  /// Returns whether the whole plan is over: something went wrong, or was found, or enough was.
  func walk(_ first: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    var step = first
    while true {
      switch step.pointee.kind {
      case .find: guard find(step, memory) else { return false }
      case .findRank: guard findRank(step, memory) else { return false }
      case .test:
        compute(step.pointee.code)
        let value = frame[Int(step.pointee.slot)]
        guard value != Arithmetic.error else { return fail() }
        guard value != 0 else { return false }
      case .absent:
        if walk(steps + Int(plans[Int(step.pointee.target)].first), memory) { return state.pointee.isFailed }
      case .cells:
        writeCells(cells + Int(step.pointee.target), memory)
        guard step.pointee.isFollowed else { return state.pointee.isFailed }
      case .each: return each(step, memory)
      case .eachRank: return eachRank(step, memory)
      case .enumerate: return enumerate(step, memory)
      case .join: return join(step, memory)
      case .accumulate:
        accumulate(step, memory)
        return false
      case .sweep:
        sweep(step, memory)
        return state.pointee.isFailed
      case .nest:
        nest(step, memory)
        return state.pointee.isFailed
      case .copy:
        copy(step, memory)
        return state.pointee.isFailed
      case .note:
        note(step, memory)
        return false
      case .conclude: return !conclude(conclusions + Int(step.pointee.target), memory)
      case .collect: return collect(step)
      case .succeed: return true
      }
      step += 1
    }
  }

  /// Gives up the lane.
  @inline(never)
  @discardableResult
  func fail() -> Bool {
    state.pointee.isFailed = true
    return true
  }

  /// Packs a key of slots; -1 when a value is not of its column's domain.
  @inline(__always)
  func key(_ extent: Extent) -> Int {
    var key: UInt64 = 0
    for number in extent.range {
      let part = parts + number
      let value = UInt64(bitPattern: frame[Int(part.pointee.slot)])
      guard value < part.pointee.size else { return -1 }
      key |= value &<< UInt64(part.pointee.shift)
    }
    return Int(key)
  }

  // MARK: Lookups

  /// Binds or compares a natural value.
  @inline(__always)
  func use(_ natural: Value, _ step: UnsafePointer<LaneStep>, _ leaf: UnsafePointer<LaneAccess>) -> Bool {
    if step.pointee.isMasked {
      let number = UInt64(bitPattern: natural &- leaf.pointee.least)
      guard step.pointee.mask &>> number & 1 != 0 else { return false }
    }
    switch step.pointee.use {
    case .ignore: return true
    case .compare: return frame[Int(step.pointee.slot)] == natural &* leaf.pointee.unit
    case .bind:
      frame[Int(step.pointee.slot)] = natural &* leaf.pointee.unit
      if step.pointee.natural >= 0 { frame[Int(step.pointee.natural)] = natural }
      return true
    }
  }

  @inline(__always)
  private func find(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) -> Bool {
    let leaf = access + Int(step.pointee.leaf)
    let slot = step.pointee.keySlot
    var key = 0
    if slot >= 0 {
      let value = UInt64(bitPattern: frame[Int(slot)])
      guard value < UInt64(truncatingIfNeeded: leaf.pointee.places) else { return false }
      key = Int(truncatingIfNeeded: value)
    } else if slot == -2 {
      key = self.key(step.pointee.keys)
      guard key >= 0 else { return false }
    }
    if !leaf.pointee.isTotal {
      guard isStored(leaf, key, memory) else { return false }
    }
    return leaf.pointee.isMember || use(natural(leaf, key, memory), step, leaf)
  }

  /// Computes operations one after the other.
  @inline(__always)
  private func compute(_ extent: Extent) {
    for number in extent.range {
      let operation = operations + number
      frame[operation.pointee.result.index] = operation.pointee.code.result(
        frame[operation.pointee.left.index], frame[operation.pointee.right.index])
    }
  }

  // MARK: Ends

  /// Computes and writes the heads of a clause. Returns whether that can be done.
  private func conclude(
    _ conclusion: UnsafePointer<LaneConclusion>, _ memory: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    state.pointee.instances &+= 1
    for number in conclusion.pointee.targets.range {
      let target = targets + number
      let leaf = access + Int(target.pointee.leaf)
      var value: Value = 1
      if target.pointee.slot >= 0 {
        compute(target.pointee.code)
        value = frame[Int(target.pointee.slot)]
        guard value != Arithmetic.error, value >= target.pointee.least, value <= target.pointee.greatest,
          !target.pointee.isWhole || value % .one == 0
        else { return !fail() }
        if leaf.pointee.isNarrow {
          value = leaf.pointee.unit == .one ? value / .one : value / leaf.pointee.unit
        }
      }
      let key = key(target.pointee.parts)
      guard key >= 0 else { return !fail() }
      if leaf.pointee.isKept, !write(leaf, key, value, memory) { return !fail() }
    }
    return true
  }

  /// Notes the bindings. Returns whether that is enough.
  private func collect(_ step: UnsafePointer<LaneStep>) -> Bool {
    let slots = step.pointee.code.range
    var note = state.pointee.noted.extend(by: slots.count)
    var slot = collectedSlots + slots.lowerBound
    let end = collectedSlots + slots.upperBound
    while slot < end {
      note.pointee = frame[Int(slot.pointee)]
      note += 1
      slot += 1
    }
    state.pointee.instances &+= 1
    return state.pointee.instances >= state.pointee.enough
  }
}
