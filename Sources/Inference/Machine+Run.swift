extension Machine {
  /// Walks a plan from its first step, and back from each end to the last generator that has more, until none has.
  ///
  /// A test that cannot be computed prunes nothing: a false one behind it would win. Whoever ends the plan judges.
  @discardableResult
  mutating func run(from first: Int) -> Verdict {
    var at = first
    var isEntering = true
    /// The earliest step of the present match that could not be computed.
    var fault = Int.max
    var verdict = Verdict.no
    while at >= 0 {
      let step = code.steps[at]
      var passes = false
      var back = step.back
      switch step.kind {
      case .rows:
        if isEntering {
          openRows(step)
        }
        passes = nextRow(step)
      case .chain:
        if isEntering {
          openChain(step)
        }
        passes = nextOfChain(step)
      case .enumerate:
        let value = isEntering ? 0 : frame[step.slot.index] + 1
        frame[step.slot.index] = value
        passes = value < step.size && visit()
      case .find:
        passes = find(step)
      case .test:
        let value = compute(step.code, step.slot)
        passes = value != 0
        if value == Arithmetic.error {
          fault = min(fault, at)
        }
      case .absent:
        switch run(from: Int(step.target)) {
        case .no: passes = true
        case .yes: break
        case .unknown:
          passes = true
          fault = min(fault, at)
        }
      case .conclude:
        if conclude(step, first..<at, isFaulty: fault != .max) {
          back = step.skip
        }
      case .collect:
        collect(step, isFaulty: fault != .max)
        if fault == .max {
          back = step.skip
        }
      case .succeed:
        guard fault != .max else { return .yes }
        verdict = .unknown
        worstFault = max(worstFault, self.fault(of: first..<at))
      }
      if passes {
        at += 1
        isEntering = true
      } else {
        at = Int(back)
        isEntering = false
        if fault > at {
          fault = .max
        }
        if isStopped { return .no }
      }
    }
    return verdict
  }

  /// The value of an expression: its operations in order, each into its slot.
  @inline(__always)
  mutating func compute(_ operations: Extent, _ result: Slot) -> Value {
    for number in operations.range {
      let operation = code.operations[number]
      frame[operation.result.index] = operation.code.result(
        frame[operation.left.index], frame[operation.right.index])
    }
    return frame[result.index]
  }

  /// Counts a row or an id that is looked at.
  @inline(__always)
  private mutating func visit() -> Bool {
    visitsLeft -= 1
    guard visitsLeft >= 0 else {
      isOutOfInstances = true
      return false
    }
    return true
  }

  // MARK: Rows

  private mutating func openRows(_ step: Step) {
    var cursor = Cursor()
    let leaf = step.leaf.index
    if step.window != .delta, frozen.pack[leaf].count > 0 {
      cursor.isPack = true
      cursor.row = 0
      cursor.end = Int32(frozen.pack[leaf].count)
    } else {
      (cursor.row, cursor.end) = window(step)
    }
    cursors[Int(step.cursor)] = cursor
  }

  private mutating func nextRow(_ step: Step) -> Bool {
    var cursor = cursors[Int(step.cursor)]
    let leaf = step.leaf.index
    while true {
      guard cursor.row < cursor.end else {
        guard cursor.isPack else { return false }
        cursor.isPack = false
        (cursor.row, cursor.end) = window(step)
        continue
      }
      guard visit() else { return false }
      let row = Int(cursor.row)
      cursor.row += 1
      let matches =
        cursor.isPack ? match(step, row, of: frozen.pack[leaf]) : match(step, row, ofStored: leaf)
      if matches {
        cursors[Int(step.cursor)] = cursor
        return true
      }
    }
  }

  private mutating func openChain(_ step: Step) {
    guard let key = key(step.keys) else {
      cursors[Int(step.cursor)] = Cursor()
      return
    }
    var cursor = Cursor()
    cursor.key = key
    cursor.isPack = true
    let leaf = step.leaf.index
    cursor.row = frozen.packChains[step.index.index].head(key, frame[step.slot.index], in: frozen.pack[leaf])
    cursors[Int(step.cursor)] = cursor
  }

  private mutating func nextOfChain(_ step: Step) -> Bool {
    var cursor = cursors[Int(step.cursor)]
    let leaf = step.leaf.index
    while true {
      guard cursor.row >= 0 else {
        guard cursor.isPack else { return false }
        cursor.isPack = false
        cursor.end = window(step).end
        cursor.row = store.chains[step.index.index].head(
          cursor.key, frame[step.slot.index], in: store.relations[leaf].rows)
        continue
      }
      guard visit() else { return false }
      let row = Int(cursor.row)
      let matches: Bool
      if cursor.isPack {
        cursor.row = frozen.packChains[step.index.index].next[row]
        matches = match(step, row, of: frozen.pack[leaf])
      } else {
        cursor.row = store.chains[step.index.index].next[row]
        matches = row < cursor.end && match(step, row, ofStored: leaf)
      }
      if matches {
        cursors[Int(step.cursor)] = cursor
        return true
      }
    }
  }

  /// The rows of the evaluation that a step reads.
  private func window(_ step: Step) -> (first: Int32, end: Int32) {
    let relation = store.relations[step.leaf.index]
    return switch step.window {
    case .current: (0, Int32(relation.visible))
    case .old: (0, Int32(relation.old))
    case .delta: (Int32(relation.old), Int32(relation.visible))
    }
  }

  @inline(__always)
  private mutating func match(_ step: Step, _ row: Int, ofStored leaf: Int) -> Bool {
    match(step, store.relations[leaf].rows.keys[row]) && use(store.relations[leaf].rows.values[row], step)
  }

  @inline(__always)
  private mutating func match(_ step: Step, _ row: Int, of rows: borrowing Rows) -> Bool {
    match(step, rows.keys[row]) && use(rows.values[row], step)
  }

  /// Binds what a key binds and compares what it must equal.
  @inline(__always)
  private mutating func match(_ step: Step, _ key: UInt64) -> Bool {
    for number in step.binds.range {
      let column = code.columns[number]
      frame[column.slot.index] = Value(key &>> column.shift & column.mask)
    }
    for number in step.checks.range {
      let column = code.columns[number]
      guard frame[column.slot.index] == Value(key &>> column.shift & column.mask) else { return false }
    }
    return true
  }

  /// Binds or compares a row's value.
  @inline(__always)
  private mutating func use(_ value: Value, _ step: Step) -> Bool {
    switch step.valueUse {
    case .ignore: return true
    case .bind:
      frame[step.slot.index] = value
      return true
    case .compare: return frame[step.slot.index] == value
    }
  }

  private mutating func find(_ step: Step) -> Bool {
    guard let key = key(step.keys) else { return false }
    let leaf = step.leaf.index
    let packRow = frozen.packRow(leaf, at: key)
    if packRow >= 0 {
      return use(frozen.pack[leaf].values[Int(packRow)], step)
    }
    let row = store.relations[leaf].row(at: key)
    if row >= 0, row < window(step).end {
      return use(store.relations[leaf].rows.values[Int(row)], step)
    }
    guard let fallback = frozen.leaves[leaf].fallback else { return false }
    return use(fallback, step)
  }

  /// Packs a key out of the frame; `nil` when a value is not of its column's domain.
  @inline(__always)
  func key(_ columns: Extent) -> UInt64? {
    var key: UInt64 = 0
    for number in columns.range {
      let column = code.columns[number]
      let value = UInt64(bitPattern: frame[column.slot.index])
      guard value < column.size else { return nil }
      key |= value &<< column.shift
    }
    return key
  }
}
