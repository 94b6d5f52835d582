/// The rows of a leaf: packed keys and, beside them, values (1 for a member).
package struct Rows: Sendable {
  package private(set) var keys: [UInt64] = []
  package internal(set) var values: [Value] = []

  package init() {}

  /// - Parameter values: none for members.
  package init(keys: [UInt64], values: [Value]) {
    self.keys = keys
    self.values = values.isEmpty ? Array(repeating: 1, count: keys.count) : values
  }

  package var count: Int {
    keys.count
  }

  package mutating func append(_ key: UInt64, _ value: Value) {
    keys.append(key)
    values.append(value)
  }

  package mutating func reserveCapacity(_ count: Int) {
    keys.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  mutating func clear() {
    keys.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}
