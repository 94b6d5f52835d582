/// The rows of a leaf: packed keys and, beside them, values (1 for a member).
struct Rows: Sendable {
  private(set) var keys: [UInt64] = []
  var values: [Value] = []

  var count: Int {
    keys.count
  }

  mutating func append(_ key: UInt64, _ value: Value) {
    keys.append(key)
    values.append(value)
  }

  mutating func reserveCapacity(_ count: Int) {
    keys.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  mutating func clear() {
    keys.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}
