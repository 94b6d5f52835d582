/// What a pack states, in the form in which it is read: rows by leaf, and what finds them.
///
/// Each leaf's rows are a stretch of one array of keys and one of values.
struct FrozenFacts: Sendable {
  let keys: FlatArray<UInt64>
  let values: FlatArray<Value>
  /// By leaf, the rows of those that hold one value or members.
  let rows: [FrozenRows]
  /// By leaf, finds a row by its whole key.
  let places: [FrozenTable]
  /// The parts of sums, greatest and least values, sorted by leaf and key.
  let parts: [Fact]
  /// Places at which two values are stated.
  let conflicts: [Failure]

  /// - Parameters:
  ///   - counts: by leaf, how many of the rows are its own.
  ///   - places: by leaf; built where there are none.
  init(
    _ packings: [Packing], counts: [Int], keys: FlatArray<UInt64>, values: FlatArray<Value>,
    places: [FrozenTable]? = nil, parts: [Fact], conflicts: [Failure] = []
  ) {
    self.keys = keys
    self.values = values
    var rows: [FrozenRows] = []
    var first = 0
    for count in counts {
      let stretch = first..<first + count
      rows.append(FrozenRows(keys: keys[stretch], values: values[stretch]))
      first = stretch.upperBound
    }
    self.rows = rows
    self.places =
      places
      ?? zip(packings, rows).map { FrozenTable.build(mask: $0.mask, isValued: false, of: $1) }
    self.parts = parts
    self.conflicts = conflicts
  }

  /// - Parameter stated: by leaf, sorted by key and value.
  init(_ stated: [Rows], _ leaves: [Leaf], _ packings: [Packing]) {
    var kept: [Rows] = []
    var counts = Array(repeating: 0, count: leaves.count)
    var parts: [Fact] = []
    var conflicts: [Failure] = []
    for (leaf, rows) in stated.enumerated() where rows.count > 0 {
      switch leaves[leaf].holds {
      case .sum, .max, .min:
        for (key, value) in zip(rows.keys, rows.values) {
          parts.append(Fact(leaf: LeafID(leaf), keys: packings[leaf].keys(key), value: value))
        }
      case .rank: preconditionFailure("a rank is never stated")
      case .one, .member:
        let unified =
          rows.isAscending ? rows : FrozenFacts.unified(rows, LeafID(leaf), packings[leaf], &conflicts)
        kept.append(unified)
        counts[leaf] = unified.count
      }
    }
    self.init(
      packings, counts: counts, keys: FlatArray(joining: kept.map(\.keys)),
      values: FlatArray(joining: kept.map(\.values)), parts: parts, conflicts: conflicts)
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
