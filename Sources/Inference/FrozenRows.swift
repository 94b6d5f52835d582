/// The rows of a leaf that a pack states, sorted by key: packed keys and, beside them, values (1 for a member).
struct FrozenRows: Sendable {
  let keys: FlatArray<UInt64>
  let values: FlatArray<Value>

  var count: Int {
    keys.count
  }
}
