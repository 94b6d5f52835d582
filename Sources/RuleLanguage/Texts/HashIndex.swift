import Inference

/// Finds the number of a thing by its hash: a flat table with linear probing.
///
/// The hash is the same in every process, so a table may stand in an image. One that comes from there holds numbers
/// below `count` only, and a search ends where it began at the latest.
struct HashIndex: Sendable {
  /// Numbers plus one, 0 for none.
  let slots: FlatArray<UInt32>

  init(slots: FlatArray<UInt32>) {
    self.slots = slots
  }

  init(count: Int, hash: (Int) -> UInt64) {
    var size = count == 0 ? 0 : 4
    while size < count + count / 2 { size *= 2 }
    self.init(
      slots: FlatArray(count: size) { slots in
        slots.initialize(repeating: 0)
        for number in 0..<count {
          var slot = Int(truncatingIfNeeded: hash(number) &>> 1) & (size - 1)
          while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
          slots[slot] = UInt32(number + 1)
        }
      })
  }

  /// The first thing with that hash for which `isWanted` holds.
  @inline(__always)
  func first(_ hash: UInt64, where isWanted: (Int) -> Bool) -> Int? {
    guard slots.count > 0 else { return nil }
    let last = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash &>> 1) & last
    for _ in 0...last {
      let number = Int(slots.base[slot])
      if number == 0 { return nil }
      if isWanted(number - 1) { return number - 1 }
      slot = (slot + 1) & last
    }
    return nil
  }
}
