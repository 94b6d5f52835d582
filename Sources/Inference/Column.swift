/// Ties a column of a packed key to a slot: to pack it from there, to bind it there or to compare it.
struct Column: Sendable {
  let slot: Slot
  let shift: UInt64
  let mask: UInt64
  let size: UInt64

  init(_ slot: Slot, _ column: Packing.Column) {
    self.slot = slot
    shift = column.shift
    mask = column.mask
    size = column.size
  }
}
