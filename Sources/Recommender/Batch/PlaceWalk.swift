import Inference

/// Walks down the facts of a selected place, key by key.
///
/// Each leaf has its rows sorted by key, so what stands below a key is a range of them.
struct PlaceWalk {
  private let place: SelectedPlace
  private let values: [Inference.Value]
  /// By leaf, where the rows stand that agree with the keys so far; a row is a key and a value.
  private var ranges: [Range<Int>]

  init(_ place: SelectedPlace, first: Int, _ rows: borrowing RecordRows) {
    self.place = place
    values = rows.values
    ranges = []
    for index in place.leaves.indices { ranges.append(rows.range(first + index)) }
  }

  private func key(_ row: Int, _ leaf: Int, _ column: Int) -> Int {
    let column = place.leaves[leaf].packing.columns[column]
    return Int(UInt64(bitPattern: values[row]) >> column.shift & column.mask)
  }

  /// The next key of a map: of all ids where a leaf is total, else of those under which something stands.
  func next(after id: Int, _ column: Int, _ leaves: Range<Int>, _ count: Int?) -> Int? {
    if let count { return id + 1 < count ? id + 1 : nil }
    var least: Int?
    for leaf in leaves {
      var row = ranges[leaf].lowerBound
      while row < ranges[leaf].upperBound, key(row, leaf, column) <= id { row += 2 }
      if row < ranges[leaf].upperBound { least = min(least ?? .max, key(row, leaf, column)) }
    }
    return least
  }

  /// Narrows the leaves to a key, and returns what `leave` needs.
  mutating func enter(_ id: Int, _ column: Int, _ leaves: Range<Int>) -> [Range<Int>] {
    let outer = Array(ranges[leaves])
    for leaf in leaves {
      var row = ranges[leaf].lowerBound
      let end = ranges[leaf].upperBound
      while row < end, key(row, leaf, column) < id { row += 2 }
      let first = row
      while row < end, key(row, leaf, column) == id { row += 2 }
      ranges[leaf] = first..<row
    }
    return outer
  }

  /// Widens the leaves again; what lies before the key is done with.
  mutating func leave(_ outer: [Range<Int>], _ leaves: Range<Int>) {
    for (leaf, range) in zip(leaves, outer) { ranges[leaf] = ranges[leaf].upperBound..<range.upperBound }
  }

  func value(_ leaf: Int) -> Inference.Value? {
    ranges[leaf].isEmpty ? nil : values[ranges[leaf].lowerBound + 1]
  }

  func members(_ leaf: Int) -> [Inference.Value] {
    let column = place.leaves[leaf].packing.columns.count - 1
    return stride(from: ranges[leaf].lowerBound, to: ranges[leaf].upperBound, by: 2).map {
      Inference.Value(key($0, leaf, column))
    }
  }

  func isEmpty(_ tree: SelectedPlace.Tree) -> Bool {
    switch tree {
    case .record(let fields): fields.allSatisfy { isEmpty($0.tree) }
    case .map(_, _, let leaves, let isTotal, _): !isTotal && leaves.allSatisfy { ranges[$0].isEmpty }
    case .value(let leaf, _, let fallback): fallback == nil && ranges[leaf].isEmpty
    case .members(let leaf, _): ranges[leaf].isEmpty
    case .nothing: true
    }
  }
}
