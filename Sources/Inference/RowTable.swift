/// Finds a row by part of its key, and by its value if wanted: a plain array when that part is narrow, open
/// addressing with linear probing otherwise.
///
/// The table holds row numbers only; what it compares stands in the relation. It never iterates, so no answer
/// depends on the order of its slots.
struct RowTable: Sendable {
  /// Up to this many bits of key a table is a plain array.
  static let denseBits = 12

  let mask: UInt64
  let isValued: Bool
  private let shift: UInt64
  private let isDense: Bool
  /// Row numbers, -1 for none. Empty until the first row comes.
  private var slots: [Int32] = []
  private var used = 0

  init(mask: UInt64, isValued: Bool) {
    self.mask = mask
    self.isValued = isValued
    let low = mask == 0 ? 0 : mask.trailingZeroBitCount
    let width = 64 - mask.leadingZeroBitCount - low
    shift = UInt64(low)
    isDense = !isValued && (mask == 0 || width <= RowTable.denseBits)
  }

  /// The row that stands for a key, -1 for none.
  func row(_ key: UInt64, _ value: Value, in rows: borrowing Rows) -> Int32 {
    guard !slots.isEmpty else { return -1 }
    return slots[slot(key, value, in: rows)]
  }

  /// Lets `row` stand for its key, and returns the row that did so before, -1 for none.
  mutating func replace(with row: Int32, in rows: borrowing Rows) -> Int32 {
    if slots.isEmpty {
      let dense = (mask &>> shift) + 1
      slots = Array(repeating: -1, count: isDense ? Int(dense) : 16)
    } else if !isDense, used * 2 >= slots.count {
      grow(rows)
    }
    let slot = slot(rows.keys[Int(row)], rows.values[Int(row)], in: rows)
    let previous = slots[slot]
    slots[slot] = row
    if previous < 0 {
      used += 1
    }
    return previous
  }

  /// Forgets all rows. `rows` still holds them.
  mutating func clear(_ rows: borrowing Rows) {
    guard used > 0 else { return }
    if isDense, rows.count * 8 < slots.count {
      for key in rows.keys {
        slots[Int((key & mask) &>> shift)] = -1
      }
    } else if !isDense, slots.count > 1024, used * 16 < slots.count {
      slots = []
    } else {
      for slot in slots.indices {
        slots[slot] = -1
      }
    }
    used = 0
  }

  /// Where a key stands or would stand.
  @inline(__always)
  private func slot(_ key: UInt64, _ value: Value, in rows: borrowing Rows) -> Int {
    let part = key & mask
    guard !isDense else { return Int(part &>> shift) }
    let last = slots.count - 1
    var slot = RowTable.hash(part, isValued ? value : 0) & last
    while true {
      let row = Int(slots[slot])
      if row < 0 || (rows.keys[row] & mask == part && (!isValued || rows.values[row] == value)) {
        return slot
      }
      slot = (slot + 1) & last
    }
  }

  private mutating func grow(_ rows: borrowing Rows) {
    let old = slots
    slots = Array(repeating: -1, count: old.count * 4)
    for row in old where row >= 0 {
      slots[slot(rows.keys[Int(row)], rows.values[Int(row)], in: rows)] = row
    }
  }

  @inline(__always)
  static func hash(_ key: UInt64, _ value: Value) -> Int {
    var mixed = key &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: value) &* 0xC2B2_AE3D_27D4_EB4F
    mixed ^= mixed &>> 32
    mixed &*= 0xD6E8_FEB8_6659_FD93
    mixed ^= mixed &>> 32
    return Int(truncatingIfNeeded: mixed &>> 1)
  }
}
