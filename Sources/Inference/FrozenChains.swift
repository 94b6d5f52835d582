/// An index over the rows of a pack: from part of the key, or from it and the value, to the rows that share it, last
/// first. The `Chains` of rows that never change.
struct FrozenChains: Sendable {
  let heads: FrozenTable
  /// The next row of a row's chain, -1 at the end. It is less than the row, so that every chain ends.
  let next: FlatArray<Int32>

  init(heads: FrozenTable, next: FlatArray<Int32>) {
    self.heads = heads
    self.next = next
  }

  init(_ index: Index, of rows: FrozenRows) {
    (next, heads) = FlatArray.filled(count: rows.count) { next in
      FrozenTable.build(mask: index.mask, isValued: index.isValued, of: rows) { row, previous in
        next[row] = previous
      }
    }
  }

  @inline(__always)
  func head(_ key: UInt64, _ value: Value, in rows: FrozenRows) -> Int32 {
    heads.row(key, value, in: rows)
  }

  /// Whether an index that was read from an image can be trusted not to lead out of its rows or round in circles.
  func isSound(for rows: FrozenRows) -> Bool {
    guard next.count == rows.count, heads.isSound(for: rows), let count = Int32(exactly: rows.count) else {
      return false
    }
    let next = next.base
    // As in `FlatArray.isWithin`, with a bound that goes up.
    var signs: Int32 = 0
    for row in 0..<count {
      signs |= (next[Int(row)] &+ 1) | (row &- 1 &- next[Int(row)])
    }
    return signs >= 0
  }
}
