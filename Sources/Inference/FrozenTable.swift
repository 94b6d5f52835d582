/// Finds a row by part of its key, and by its value if wanted: the `RowTable` of a pack's rows, which never change.
///
/// A table from an image is checked when it is read: its slots hold rows that are there or -1, and one of them is
/// free.
struct FrozenTable: Sendable {
  let mask: UInt64
  let isValued: Bool
  private let shift: UInt64
  private let isDense: Bool
  /// Row numbers, -1 for none. Empty where there are no rows.
  let slots: FlatArray<Int32>

  /// - Parameters:
  ///   - slots: as many as the layout has.
  ///   - rows: how many rows there are.
  init(mask: UInt64, isValued: Bool, slots: FlatArray<Int32>, rows: Int) {
    let layout = Layout(mask, isValued, rows: rows)
    self.mask = mask
    self.isValued = isValued
    self.slots = slots
    shift = layout.shift
    isDense = layout.isDense
  }

  /// The row that stands for a key, -1 for none.
  @inline(__always)
  func row(_ key: UInt64, _ value: Value, in rows: FrozenRows) -> Int32 {
    guard !slots.isEmpty else { return -1 }
    return slots.base[slot(key, value, in: rows)]
  }

  /// Where a key stands or would stand.
  @inline(__always)
  private func slot(_ key: UInt64, _ value: Value, in rows: FrozenRows) -> Int {
    FrozenTable.slot(key & mask, isValued ? value : 0, self, rows, slots.buffer)
  }

  @inline(__always)
  private static func slot(
    _ part: UInt64, _ value: Value, _ table: FrozenTable, _ rows: FrozenRows,
    _ slots: UnsafeBufferPointer<Int32>
  ) -> Int {
    guard !table.isDense else { return Int(part &>> table.shift) }
    let last = slots.count - 1
    var slot = RowTable.hash(part, value) & last
    while true {
      let row = Int(slots[slot])
      if row < 0
        || (rows.keys.base[row] & table.mask == part
          && (!table.isValued || rows.values.base[row] == value))
      {
        return slot
      }
      slot = (slot + 1) & last
    }
  }

  // MARK: Building

  /// A plain array where keys are narrow, or where it is no larger than a table of hashes would be.
  private struct Layout {
    let shift: UInt64
    let isDense: Bool
    let count: Int

    init(_ mask: UInt64, _ isValued: Bool, rows: Int) {
      shift = mask == 0 ? 0 : UInt64(mask.trailingZeroBitCount)
      var hashed = 16
      while hashed < rows * 2 { hashed *= 2 }
      isDense = !isValued && mask &>> shift < UInt64(max(1 &<< RowTable.denseBits, hashed))
      count = rows == 0 ? 0 : isDense ? Int(mask &>> shift) + 1 : hashed
    }
  }

  /// Lets the last of the rows that share a key stand for it. `replaced` is handed each row with the one that stood
  /// there before, -1 for none.
  static func build(
    mask: UInt64, isValued: Bool, of rows: FrozenRows, replaced: (Int, Int32) -> Void = { _, _ in }
  ) -> FrozenTable {
    let empty = FrozenTable(mask: mask, isValued: isValued, slots: FlatArray(), rows: rows.count)
    let count = Layout(mask, isValued, rows: rows.count).count
    let slots = FlatArray<Int32>(count: count) { slots in
      slots.initialize(repeating: -1)
      for row in 0..<rows.count {
        let (key, value) = (rows.keys.base[row], rows.values.base[row])
        let slot = slot(key & mask, isValued ? value : 0, empty, rows, UnsafeBufferPointer(slots))
        replaced(row, slots[slot])
        slots[slot] = Int32(row)
      }
    }
    return FrozenTable(mask: mask, isValued: isValued, slots: slots, rows: rows.count)
  }

  /// Whether a table that was read from an image can be trusted not to lead out of its rows.
  func isSound(for rows: FrozenRows) -> Bool {
    guard !slots.isEmpty else { return rows.count == 0 }
    guard let count = Int32(exactly: rows.count), slots.isWithin(-1..<count) else { return false }
    if isDense { return slots.count == Int(mask &>> shift) + 1 }
    // One of them must be free, or a search for what is not there would have no end.
    var signs: Int32 = 0
    for slot in slots.buffer { signs |= slot }
    return signs < 0 && slots.count.nonzeroBitCount == 1
  }
}
