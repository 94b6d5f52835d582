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
  /// Whether the columns stand as they are asked for.
  private let isFlat: Bool
  /// How many rows there are.
  public let count: Int

  init(
    _ values: UnsafeBufferPointer<Int64>, _ cells: UnsafeBufferPointer<Cell>, width: Int, isFlat: Bool
  ) {
    self.values = values
    self.cells = cells
    self.width = width
    self.isFlat = isFlat
    // A division takes as long as many rows do.
    count =
      width == 2 ? values.count &>> 1 : width == 1 ? values.count : width == 0 ? 0 : values.count / width
  }

  /// The number in a column of a row; `SelectedTable.Column.value` tells what it means.
  @inlinable
  public subscript(row: Int, column: Int) -> Int64 {
    precondition(
      UInt(bitPattern: row) < UInt(bitPattern: count)
        && UInt(bitPattern: column) < UInt(bitPattern: cells.count),
      "there is no such row or column")
    let cell = cells[column]
    let bits = UInt64(bitPattern: values[row &* width &+ cell.place])
    return Int64(bitPattern: bits &>> cell.shift & cell.mask)
  }

  /// How many numbers all rows have together.
  @inlinable
  public var numberCount: Int {
    count &* cells.count
  }

  /// Writes the numbers of all rows, one row after the other, each with its columns in order.
  ///
  ///     try evaluator.rows(of: 0, table: 1) { rows in
  ///       used += rows.copy(into: UnsafeMutableBufferPointer(rebasing: numbers[used...]))
  ///     }
  ///
  /// That takes less time than to ask for each of them.
  ///
  /// - Parameter numbers: room for `numberCount` numbers at least.
  /// - Returns: how many were written.
  @discardableResult
  public func copy(into numbers: UnsafeMutableBufferPointer<Int64>) -> Int {
    precondition(numbers.count >= numberCount, "there is no room for all numbers")
    guard var next = numbers.baseAddress, let base = values.baseAddress, let cells = cells.baseAddress else {
      return 0
    }
    if isFlat {
      next.update(from: base, count: numberCount)
      return numberCount
    }
    let (end, last) = (base + count &* width, cells + self.cells.count)
    var row = base
    while row < end {
      var cell = cells
      while cell < last {
        let bits = UInt64(bitPattern: row[cell.pointee.place])
        next.pointee = Int64(bitPattern: bits &>> cell.pointee.shift & cell.pointee.mask)
        next += 1
        cell += 1
      }
      row += width
    }
    return numberCount
  }
}
