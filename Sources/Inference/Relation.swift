/// What is stored in one leaf: its rows, each place once, and where the rows of a round begin.
struct Relation: Sendable {
  private(set) var rows = Rows()
  private var places: RowTable
  /// The exact sums of a sum leaf; `rows.values` has them after `settle`.
  private var sums: [Int128] = []
  private let isSum: Bool
  /// The rows before this one are given.
  private(set) var given = 0
  /// The rows before this one were there before the last round.
  private(set) var old = 0
  /// The rows before this one are there to be read.
  private(set) var visible = 0

  init(_ packing: Packing, isSum: Bool) {
    places = RowTable(mask: packing.mask, isValued: false)
    self.isSum = isSum
  }

  /// The row of a place, -1 for none, whether it is there to be read or not.
  func row(at key: UInt64) -> Int32 {
    places.row(key, 0, in: rows)
  }

  mutating func append(_ key: UInt64, _ value: Value) {
    rows.append(key, value)
    _ = places.replace(with: Int32(rows.count - 1), in: rows)
    if isSum {
      sums.append(Int128(value))
    }
  }

  mutating func setValue(_ value: Value, at row: Int32) {
    rows.values[Int(row)] = value
  }

  /// Lets a value stand at a row; of a sum, as if it were all that was added so far.
  mutating func replace(_ value: Value, at row: Int32) {
    rows.values[Int(row)] = value
    if isSum { sums[Int(row)] = Int128(value) }
  }

  mutating func add(_ value: Value, at row: Int32) {
    sums[Int(row)] += Int128(value)
  }

  /// Writes the sums as values, and returns the rows whose sums do not fit.
  mutating func settle() -> [Int] {
    var overflows: [Int] = []
    for (row, sum) in sums.enumerated() {
      if sum.magnitude > UInt128(Value.max) {
        overflows.append(row)
      } else {
        rows.values[row] = Value(sum)
      }
    }
    return overflows
  }

  /// Whether the last round added rows.
  var hasDelta: Bool {
    old < visible
  }

  /// Lets all rows be read; those which are new since the last time are the round's.
  mutating func publish() {
    old = visible
    visible = rows.count
  }

  /// Lets all rows be read and counts them as given.
  mutating func publishGiven() {
    given = rows.count
    visible = rows.count
  }

  mutating func clear() {
    guard rows.count > 0 else { return }
    places.clear(rows)
    rows.clear()
    sums.removeAll(keepingCapacity: true)
    given = 0
    old = 0
    visible = 0
  }
}
