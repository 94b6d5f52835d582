import Inference

/// The rows of one table of one profile. It reads the evaluator's memory and is valid only where it is handed out.
public struct SelectedRows {
  /// Where a column stands in a row.
  @usableFromInline
  struct Cell: BitwiseCopyable, Sendable {
    @usableFromInline let place: Int
    @usableFromInline let shift: UInt64
    @usableFromInline let mask: UInt64

    init(place: Int) {
      self.place = place
      shift = 0
      mask = .max
    }

    /// Its part of the number that stands at its place.
    @inlinable @inline(__always)
    func value(in number: Int64) -> Int64 {
      Int64(bitPattern: UInt64(bitPattern: number) &>> shift & mask)
    }

    /// A key within the packed keys, which come first.
    init(_ column: Packing.Column) {
      place = 0
      shift = column.shift
      mask = column.mask
    }
  }

  @usableFromInline let values: UnsafeBufferPointer<Int64>
  @usableFromInline let cells: UnsafeBufferPointer<Cell>
  @usableFromInline let width: Int
  /// How many rows there are.
  public let count: Int

  init(
    _ values: UnsafeBufferPointer<Int64>, _ cells: UnsafeBufferPointer<Cell>, width: Int
  ) {
    self.values = values
    self.cells = cells
    self.width = width
    count = SelectedRows.count(values.count, width: width)
  }

  /// How many rows so many values are. A division takes as long as many rows do.
  @inline(__always)
  static func count(_ values: Int, width: Int) -> Int {
    switch width {
    case 0: 0
    case 1: values
    case 2: values &>> 1
    default: Int(truncatingIfNeeded: UInt32(truncatingIfNeeded: values) / UInt32(truncatingIfNeeded: width))
    }
  }

  /// The number in a column of a row; `SelectedTable.Column.value` tells what it means.
  @inlinable
  public subscript(row: Int, column: Int) -> Int64 {
    precondition(
      UInt(bitPattern: row) < UInt(bitPattern: count)
        && UInt(bitPattern: column) < UInt(bitPattern: cells.count),
      "there is no such row or column")
    let cell = cells[column]
    return cell.value(in: values[row &* width &+ cell.place])
  }
}
