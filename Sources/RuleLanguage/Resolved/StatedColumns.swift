import Inference
import SourceTree

/// What is stated in one leaf, in the order in which it is read: a packed key, a value and a place for each fact.
///
/// Members of sets and entries of maps have no values here: all of them would be 1.
struct StatedColumns {
  private(set) var keys: [UInt64] = []
  private(set) var values: [Value] = []
  private(set) var spans: [Span] = []

  mutating func append(_ key: UInt64, _ value: Value, at span: Span) {
    append(key, at: span)
    values.append(value)
  }

  /// Adds a member or an entry.
  mutating func append(_ key: UInt64, at span: Span) {
    keys.append(key)
    spans.append(span)
  }

  func value(_ index: Int) -> Value { values.isEmpty ? 1 : values[index] }

  /// Whether each key is there once and all are in order.
  var isAscending: Bool {
    keys.withUnsafeBufferPointer { keys in
      for index in keys.indices.dropFirst() where keys[index - 1] >= keys[index] { return false }
      return true
    }
  }

  /// The indices by key, value and place.
  var order: [Int] {
    keys.indices.sorted { left, right in
      if keys[left] != keys[right] { return keys[left] < keys[right] }
      if value(left) != value(right) { return value(left) < value(right) }
      return spans[left] < spans[right]
    }
  }

  /// The facts at these indices, in this order and in no more memory than they need.
  mutating func pick(_ indices: [Int]) {
    if !values.isEmpty { values = indices.map { values[$0] } }
    keys = indices.map { keys[$0] }
    spans = indices.map { spans[$0] }
  }
}
