package import Inference
package import SourceTree

/// Facts with the places where they are stated: by leaf, sorted by keys, with the keys of each in one word.
package struct StatedFacts: Sendable {
  /// By leaf; nil for one whose keys do not fit into a word. Its facts are not kept, for a pack with such a leaf is
  /// refused.
  private let packings: [Packing?]
  /// By leaf, until all is read.
  private var columns: [StatedColumns]
  /// By leaf, when all is read.
  package private(set) var rows: [Rows]
  /// By leaf and row.
  private(set) var spans: [[Span]]

  init(_ packings: [Packing?]) {
    self.packings = packings
    columns = Array(repeating: StatedColumns(), count: packings.count)
    rows = Array(repeating: Rows(), count: packings.count)
    spans = Array(repeating: [], count: packings.count)
  }

  // MARK: Reading

  mutating func add(_ leaf: LeafID, _ key: UInt64, _ value: Value, at span: Span) {
    if packings[leaf.index] != nil { columns[leaf.index].append(key, value, at: span) }
  }

  /// Adds a member of a set or an entry of a map.
  mutating func add(_ leaf: LeafID, _ key: UInt64, at span: Span) {
    if packings[leaf.index] != nil { columns[leaf.index].append(key, at: span) }
  }

  /// Sorts what was read and leaves each fact once, at its first place. Values that differ at one place are handed to
  /// `clash`.
  mutating func unify(_ clash: (_ fact: Fact, _ span: Span, _ other: Span) -> Void) {
    for leaf in columns.indices {
      var stated = columns[leaf]
      columns[leaf] = StatedColumns()
      if !stated.isAscending {
        var kept: [Int] = []
        kept.reserveCapacity(stated.keys.count)
        for index in stated.order {
          guard let last = kept.last, stated.keys[last] == stated.keys[index] else {
            kept.append(index)
            continue
          }
          if stated.value(last) != stated.value(index) {
            let fact = fact(LeafID(leaf), stated.keys[last], stated.value(last))
            clash(fact, stated.spans[last], stated.spans[index])
          }
        }
        stated.pick(kept)
      }
      rows[leaf] = Rows(keys: stated.keys, values: stated.values)
      spans[leaf] = stated.spans
    }
    columns = []
  }

  // MARK: What is stated

  package var count: Int {
    rows.reduce(0) { $0 + $1.count }
  }

  /// All facts, in the order of leaves and keys.
  package var facts: [Fact] {
    rows.indices.flatMap { leaf in
      zip(rows[leaf].keys, rows[leaf].values).map { fact(LeafID(leaf), $0, $1) }
    }
  }

  package func isEmpty(_ leaf: LeafID) -> Bool {
    rows[leaf.index].count == 0
  }

  package func contains(_ leaf: LeafID, _ keys: [Int]) -> Bool {
    index(of: leaf, keys) != nil
  }

  package func value(_ leaf: LeafID, _ keys: [Int]) -> Value? {
    index(of: leaf, keys).map { rows[leaf.index].values[$0] }
  }

  /// Where a fact is stated.
  package func span(of fact: Fact) -> Span? {
    index(of: fact.leaf, fact.keys).map { spans[fact.leaf.index][$0] }
  }

  /// The facts of one leaf whose keys have none in another leaf, which has the same keys.
  func facts(of leaf: LeafID, withoutOneOf other: LeafID) -> [(fact: Fact, span: Span)] {
    let others = rows[other.index].keys
    var index = 0
    return zip(rows[leaf.index].keys, spans[leaf.index]).compactMap { key, span in
      while index < others.count, others[index] < key { index += 1 }
      return index < others.count && others[index] == key ? nil : (fact(leaf, key, 1), span)
    }
  }

  /// The same with some facts in the place of others. What is new stands where the fact stood that had its place, else
  /// at the beginning of the first file.
  func replacing(_ removed: [Fact], with added: [Fact]) -> StatedFacts {
    var changed = self
    for leaf in Set((removed + added).map(\.leaf.index)) {
      guard let packing = packings[leaf] else { continue }
      let own = zip(zip(rows[leaf].keys, rows[leaf].values), spans[leaf]).map { ($0.0, $0.1, $1) }
      var facts = Dictionary(uniqueKeysWithValues: own.map { ($0.0, (value: $0.1, span: $0.2)) })
      let old = facts
      for fact in removed where fact.leaf.index == leaf {
        if let key = packing.key(fact.keys) { facts[key] = nil }
      }
      for fact in added where fact.leaf.index == leaf {
        guard let key = packing.key(fact.keys) else { continue }
        facts[key] = (fact.value, old[key]?.span ?? Span(file: 0, start: 0, end: 0))
      }
      let sorted = facts.sorted { $0.key < $1.key }
      changed.rows[leaf] = Rows(keys: sorted.map(\.key), values: sorted.map(\.value.value))
      changed.spans[leaf] = sorted.map(\.value.span)
    }
    return changed
  }

  private func fact(_ leaf: LeafID, _ key: UInt64, _ value: Value) -> Fact {
    Fact(leaf: leaf, keys: packings[leaf.index]?.keys(key) ?? [], value: value)
  }

  /// The row of a place, by binary search.
  private func index(of leaf: LeafID, _ keys: [Int]) -> Int? {
    guard let key = packings[leaf.index]?.key(keys) else { return nil }
    let known = rows[leaf.index].keys
    var low = 0
    var high = known.count
    while low < high {
      let middle = (low + high) / 2
      if known[middle] >= key { high = middle } else { low = middle + 1 }
    }
    return low < known.count && known[low] == key ? low : nil
  }
}
