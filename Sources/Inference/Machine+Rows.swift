extension Machine {
  mutating func openRows(_ step: Step) {
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

  mutating func nextRow(_ step: Step) -> Bool {
    var cursor = cursors[Int(step.cursor)]
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
      if match(step, row, ofPack: cursor.isPack) {
        cursors[Int(step.cursor)] = cursor
        return true
      }
    }
  }

  mutating func openChain(_ step: Step) {
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

  mutating func nextOfChain(_ step: Step) -> Bool {
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
        matches = match(step, row, ofPack: true)
      } else {
        cursor.row = store.chains[step.index.index].next[row]
        matches = row < cursor.end && match(step, row, ofPack: false)
      }
      if matches {
        cursors[Int(step.cursor)] = cursor
        return true
      }
    }
  }

  /// The rows of the evaluation that a step reads.
  private func window(_ step: Step) -> (first: Int32, end: Int32) {
    let leaf = step.leaf.index
    return switch step.window {
    case .current: (0, Int32(store.relations[leaf].visible))
    case .old: (0, Int32(store.relations[leaf].old))
    case .delta: (Int32(store.relations[leaf].old), Int32(store.relations[leaf].visible))
    }
  }

  /// Binds and compares what stands in a row of the pack or of the evaluation.
  @inline(__always)
  private mutating func match(_ step: Step, _ row: Int, ofPack isPack: Bool) -> Bool {
    let leaf = step.leaf.index
    guard match(step, isPack ? frozen.pack[leaf].keys[row] : store.relations[leaf].rows.keys[row]) else {
      return false
    }
    guard step.valueUse != .ignore else { return true }
    return use(isPack ? frozen.pack[leaf].values[row] : store.relations[leaf].rows.values[row], step)
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

  mutating func find(_ step: Step) -> Bool {
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
    return step.fallback != .unbound && use(step.fallback, step)
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
