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

  /// - Parameter slots: as many as `slotCount` says.
  init(mask: UInt64, isValued: Bool, slots: FlatArray<Int32>) {
    self.mask = mask
    self.isValued = isValued
    self.slots = slots
    (shift, isDense) = FrozenTable.layout(mask, isValued)
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

  private static func layout(_ mask: UInt64, _ isValued: Bool) -> (shift: UInt64, isDense: Bool) {
    let low = mask == 0 ? 0 : mask.trailingZeroBitCount
    let width = 64 - mask.leadingZeroBitCount - low
    return (UInt64(low), !isValued && (mask == 0 || width <= RowTable.denseBits))
  }

  /// How many slots a table of so many rows has at the most.
  static func slotCount(_ mask: UInt64, _ isValued: Bool, rows: Int) -> Int {
    guard rows > 0 else { return 0 }
    let (shift, isDense) = layout(mask, isValued)
    if isDense { return Int(mask &>> shift) + 1 }
    var count = 16
    while count < rows * 2 { count *= 2 }
    return count
  }

  /// Lets the last of the rows that share a key stand for it. `replaced` is handed each row with the one that stood
  /// there before, -1 for none.
  static func build(
    mask: UInt64, isValued: Bool, of rows: FrozenRows, replaced: (Int, Int32) -> Void = { _, _ in }
  ) -> FrozenTable {
    let empty = FrozenTable(mask: mask, isValued: isValued, slots: FlatArray())
    var slots = Array(repeating: Int32(-1), count: slotCount(mask, isValued, rows: rows.count))
    slots.withUnsafeMutableBufferPointer { slots in
      for row in 0..<rows.count {
        let (key, value) = (rows.keys.base[row], rows.values.base[row])
        let slot = slot(key & mask, isValued ? value : 0, empty, rows, UnsafeBufferPointer(slots))
        replaced(row, slots[slot])
        slots[slot] = Int32(row)
      }
    }
    return FrozenTable(mask: mask, isValued: isValued, slots: FlatArray(slots))
  }

  /// Whether a table that was read from an image can be trusted not to lead out of its rows.
  func isSound(for rows: FrozenRows) -> Bool {
    guard !slots.isEmpty else { return rows.count == 0 }
    var (least, greatest) = (Int32(0), Int32(-1))
    for slot in slots.buffer {
      least = min(least, slot)
      greatest = max(greatest, slot)
    }
    guard least >= -1, Int(greatest) < rows.count else { return false }
    if isDense { return slots.count == Int(mask &>> shift) + 1 }
    return least < 0 && slots.count.nonzeroBitCount == 1
  }
}
