/// The rows of a leaf that never change, sorted by key: packed keys and, beside them, values (1 for a member).
package struct FrozenRows: Sendable {
  package let keys: FlatArray<UInt64>
  /// Of members there are none as long as nobody evaluates them.
  package let values: FlatArray<Value>

  package init(keys: FlatArray<UInt64>, values: FlatArray<Value>) {
    self.keys = keys
    self.values = values
  }

  package init() {
    self.init(keys: FlatArray(), values: FlatArray())
  }

  package var count: Int {
    keys.count
  }

  /// The value of a row.
  package func value(_ row: Int) -> Value { values.isEmpty ? 1 : values[row] }
}
