/// Where a generator stands: the next row, the end, and whether these are rows of the pack or of the evaluation.
struct Cursor: Sendable {
  var row: Int32 = -1
  var end: Int32 = 0
  var isPack = false
  /// What a chain of the evaluation's rows is found by.
  var key: UInt64 = 0
}
