extension Rows {
  /// Whether each key is there once and all are in order.
  var isAscending: Bool {
    keys.withUnsafeBufferPointer { keys in
      for index in keys.indices.dropFirst() where keys[index - 1] >= keys[index] { return false }
      return true
    }
  }

  /// The rows at these indices, in this order, in as much memory as they need.
  func picked(_ order: [Int]) -> Rows {
    var picked = Rows()
    picked.reserveCapacity(order.count)
    for index in order { picked.append(keys[index], values[index]) }
    return picked
  }

  /// The rows of facts by leaf, sorted by key and value. A place that is stated twice has two rows.
  static func sorted(_ facts: [Fact], _ packings: [Packing]) -> [Rows] {
    var rows = Array(repeating: Rows(), count: packings.count)
    for fact in facts {
      guard let key = packings[fact.leaf.index].key(fact.keys) else {
        preconditionFailure("a fact has a key that is not of its domain")
      }
      rows[fact.leaf.index].append(key, fact.value)
    }
    return rows.map { rows in
      guard !rows.isAscending else { return rows }
      return rows.picked(
        rows.keys.indices.sorted { (rows.keys[$0], rows.values[$0]) < (rows.keys[$1], rows.values[$1]) })
    }
  }
}
