/// An index over rows: from part of the key, or from it and the value, to the rows that share it, newest first.
///
/// Rows are taken in with `catchUp`, so that a leaf which is written pays for its indexes only when they are read.
struct Chains: Sendable {
  private var heads: RowTable
  /// The next row of a row's chain, -1 at the end.
  private(set) var next: [Int32] = []

  init(_ index: Index) {
    heads = RowTable(mask: index.mask, isValued: index.isValued)
  }

  func head(_ key: UInt64, _ value: Value, in rows: borrowing Rows) -> Int32 {
    heads.row(key, value, in: rows)
  }

  /// Takes in the rows up to `count`.
  mutating func catchUp(to count: Int, of rows: borrowing Rows) {
    if next.isEmpty { next.reserveCapacity(count) }
    while next.count < count {
      next.append(heads.replace(with: Int32(next.count), in: rows))
    }
  }

  /// Forgets all rows. `rows` still holds them.
  mutating func clear(_ rows: borrowing Rows) {
    guard !next.isEmpty else { return }
    heads.clear(rows)
    next.removeAll(keepingCapacity: true)
  }
}
