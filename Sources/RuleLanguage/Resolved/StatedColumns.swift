import Inference
import SourceTree

/// What is stated in one leaf, in the order in which it is read: a packed key, a value and a place for each fact.
///
/// Members of sets and entries of maps have no values here: all of them would be 1. The columns grow where they stand
/// and are handed over as they are, because there may be very many facts.
final class StatedColumns {
  private var count = 0
  private var capacity = 0
  private let keyMemory = GrowingMemory<UInt64>()
  private let valueMemory = GrowingMemory<Value>()
  private let spanMemory = GrowingMemory<Span>()
  private var hasValues = false

  func append(_ key: UInt64, _ value: Value, at span: Span) {
    if !hasValues {
      precondition(count == 0, "a leaf has facts with values and others without")
      hasValues = true
    }
    append(key, at: span)
    valueMemory.base[count - 1] = value
  }

  /// Adds a member or an entry.
  func append(_ key: UInt64, at span: Span) {
    if count == capacity { grow() }
    keyMemory.base[count] = key
    spanMemory.base[count] = span
    count += 1
  }

  private func grow() {
    capacity = max(16, capacity * 2)
    keyMemory.grow(to: capacity)
    spanMemory.grow(to: capacity)
    if hasValues { valueMemory.grow(to: capacity) }
  }

  func value(_ index: Int) -> Value { hasValues ? valueMemory.base[index] : 1 }

  func span(_ index: Int) -> Span { spanMemory.base[index] }

  /// Whether each key is there once and all are in order.
  var isAscending: Bool {
    let keys = keyMemory.base
    for index in 1..<max(1, count) where keys[index - 1] >= keys[index] { return false }
    return true
  }

  /// Sorts by key and leaves each key once, at its first place. Values that differ at one place are handed to `clash`,
  /// with where they stand.
  func unify(_ clash: (_ key: UInt64, _ index: Int, _ other: Int) -> Void) {
    let keys = keyMemory.base
    var kept: [Int] = []
    kept.reserveCapacity(count)
    for index in order {
      guard let last = kept.last, keys[last] == keys[index] else {
        kept.append(index)
        continue
      }
      if value(last) != value(index) { clash(keys[last], last, index) }
    }
    keyMemory.pick(kept)
    spanMemory.pick(kept)
    if hasValues { valueMemory.pick(kept) }
    count = kept.count
    capacity = kept.count
  }

  /// The indices by key, value and place.
  private var order: [Int] {
    let (keys, spans) = (keyMemory.base, spanMemory.base)
    return (0..<count).sorted { left, right in
      if keys[left] != keys[right] { return keys[left] < keys[right] }
      if value(left) != value(right) { return value(left) < value(right) }
      return spans[left] < spans[right]
    }
  }

  // MARK: The end

  /// The keys and values, once all is read. Nothing may be added any more.
  var rows: FrozenRows {
    FrozenRows(keys: keyMemory.array(count), values: valueMemory.array(hasValues ? count : 0))
  }

  var spans: FlatArray<Span> { spanMemory.array(count) }
}
