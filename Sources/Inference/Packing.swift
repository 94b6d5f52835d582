/// How the keys of a leaf stand in one word: as many bits for a column as number its domain, the outermost highest.
///
/// Packed keys sort as the keys do. A column of a domain of one takes no bits.
package struct Packing: Sendable {
  /// Where a column stands in the word.
  package struct Column: Sendable, BitwiseCopyable {
    package let shift: UInt64
    package let mask: UInt64
    package let size: UInt64
  }

  package let columns: [Column]
  let bits: Int

  /// - Parameter sizes: the size of each column's domain; all together they take up to 63 bits.
  package init(sizes: [Int]) {
    bits = sizes.reduce(0) { $0 + Leaf.bits(for: $1) }
    precondition(bits <= 63, "the keys of a leaf do not fit into 63 bits")
    var columns: [Column] = []
    var below = bits
    for size in sizes {
      let width = Leaf.bits(for: size)
      below -= width
      columns.append(
        Column(shift: UInt64(below), mask: (1 &<< UInt64(width)) - 1, size: UInt64(Swift.max(0, size))))
    }
    self.columns = columns
  }

  /// The word of all columns.
  var mask: UInt64 {
    (1 &<< UInt64(bits)) - 1
  }

  /// `nil` when a key is not of its domain.
  package func key(_ keys: [Int]) -> UInt64? {
    guard keys.count == columns.count else { return nil }
    var packed: UInt64 = 0
    for (column, key) in zip(columns, keys) {
      guard UInt64(bitPattern: Int64(key)) < column.size else { return nil }
      packed |= UInt64(key) &<< column.shift
    }
    return packed
  }

  package func keys(_ key: UInt64) -> [Int] {
    columns.map { Int(key &>> $0.shift & $0.mask) }
  }
}
