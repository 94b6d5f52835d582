/// What a pack states, in the form in which it is read: rows by leaf, and what finds them.
struct FrozenFacts: Sendable {
  /// By leaf, the rows of those that hold one value or members.
  let rows: [FrozenRows]
  /// By leaf, finds a row by its whole key.
  let places: [FrozenTable]
  /// The parts of sums, greatest and least values, sorted by leaf and key.
  let parts: [Fact]
  /// Places at which two values are stated.
  let conflicts: [Failure]

  /// - Parameters:
  ///   - rows: by leaf; members need no values.
  ///   - places: by leaf; built where there are none.
  init(
    _ rows: [FrozenRows], _ leaves: [Leaf], _ packings: [Packing], places: [FrozenTable]? = nil,
    parts: [Fact],
    conflicts: [Failure] = []
  ) {
    // The values of all members are one array.
    let most = zip(rows, leaves).reduce(0) { max($0, $1.1.holds == .member ? $1.0.count : 0) }
    let ones = FlatArray<Value>(count: most) { $0.initialize(repeating: 1) }
    let rows = zip(rows, leaves).map { rows, leaf in
      leaf.holds == .member ? FrozenRows(keys: rows.keys, values: ones[0..<rows.count]) : rows
    }
    self.rows = rows
    self.places =
      places
      ?? zip(packings, rows).map { FrozenTable.build(mask: $0.mask, isValued: false, of: $1) }
    self.parts = parts
    self.conflicts = conflicts
  }

  /// - Parameter stated: by leaf, sorted by key, each once; members need no values.
  init(_ stated: [FrozenRows], _ leaves: [Leaf], _ packings: [Packing], conflicts: [Failure] = []) {
    var kept = stated
    var parts: [Fact] = []
    for (leaf, rows) in stated.enumerated() where rows.count > 0 {
      switch leaves[leaf].holds {
      case .sum, .max, .min:
        for (key, value) in zip(rows.keys, rows.values) {
          parts.append(Fact(leaf: LeafID(leaf), keys: packings[leaf].keys(key), value: value))
        }
        kept[leaf] = FrozenRows()
      case .rank: preconditionFailure("a rank is never stated")
      case .one, .member: break
      }
    }
    self.init(kept, leaves, packings, parts: parts, conflicts: conflicts)
  }

  /// - Parameter stated: by leaf, sorted by key and value.
  init(_ stated: [Rows], _ leaves: [Leaf], _ packings: [Packing]) {
    var conflicts: [Failure] = []
    let rows = stated.indices.map { leaf in
      var rows = stated[leaf]
      if leaves[leaf].holds == .one || leaves[leaf].holds == .member, !rows.isAscending {
        rows = FrozenFacts.unified(rows, LeafID(leaf), packings[leaf], &conflicts)
      }
      return FrozenRows(keys: FlatArray(rows.keys), values: FlatArray(rows.values))
    }
    self.init(rows, leaves, packings, conflicts: conflicts)
  }

  /// Each place once, with the least of its values. Where there are others, the first two are a conflict.
  private static func unified(
    _ rows: Rows, _ leaf: LeafID, _ packing: Packing, _ conflicts: inout [Failure]
  ) -> Rows {
    var unified = Rows()
    var conflict: UInt64?
    for (key, value) in zip(rows.keys, rows.values) {
      guard let last = unified.keys.last, last == key else {
        unified.append(key, value)
        continue
      }
      guard let kept = unified.values.last, kept != value, conflict != key else { continue }
      conflict = key
      conflicts.append(
        .conflict(leaf: leaf, keys: packing.keys(key), first: .given(kept), second: .given(value)))
    }
    return unified
  }

  /// How many facts a leaf has.
  var counts: [Double] {
    var counts = rows.map { Double($0.count) }
    for part in parts { counts[part.leaf.index] += 1 }
    return counts
  }
}
