package import Inference
package import SourceTree

/// Facts with the places where they are stated: by leaf, sorted by keys, with the keys of each in one word.
package struct StatedFacts: Sendable {
  /// By leaf; nil for one whose keys do not fit into a word, which has no facts.
  private let packings: [Packing?]
  /// By leaf; without values where each would be 1.
  package let rows: [FrozenRows]
  /// By leaf and row.
  let spans: [FlatArray<Span>]

  init(_ packings: [Packing?], rows: [FrozenRows], spans: [FlatArray<Span>]) {
    self.packings = packings
    self.rows = rows
    self.spans = spans
  }

  package var count: Int {
    rows.reduce(0) { $0 + $1.count }
  }

  /// All facts, in the order of leaves and keys.
  package var facts: [Fact] {
    rows.indices.flatMap { leaf in
      rows[leaf].keys.indices.map { row in
        fact(LeafID(leaf), rows[leaf].keys[row], rows[leaf].value(row))
      }
    }
  }

  package func isEmpty(_ leaf: LeafID) -> Bool {
    rows[leaf.index].count == 0
  }

  package func contains(_ leaf: LeafID, _ keys: [Int]) -> Bool {
    index(of: leaf, keys) != nil
  }

  package func value(_ leaf: LeafID, _ keys: [Int]) -> Value? {
    index(of: leaf, keys).map { rows[leaf.index].value($0) }
  }

  /// Where a fact is stated.
  package func span(of fact: Fact) -> Span? {
    index(of: fact.leaf, fact.keys).map { spans[fact.leaf.index][$0] }
  }

  /// The facts of one leaf whose keys have none in another leaf, which has the same keys.
  func facts(of leaf: LeafID, withoutOneOf other: LeafID) -> [(fact: Fact, span: Span)] {
    let others = rows[other.index].keys.buffer
    var index = 0
    return zip(rows[leaf.index].keys.buffer, spans[leaf.index].buffer).compactMap { key, span in
      while index < others.count, others[index] < key { index += 1 }
      return index < others.count && others[index] == key ? nil : (fact(leaf, key, 1), span)
    }
  }

  /// The same with some facts in the place of others. What is new stands where the fact stood that had its place, else
  /// at the beginning of the first file.
  func replacing(_ removed: [Fact], with added: [Fact]) -> StatedFacts {
    var (rows, spans) = (rows, spans)
    for leaf in Set((removed + added).map(\.leaf.index)) {
      guard let packing = packings[leaf] else { continue }
      var facts: [UInt64: (value: Value, span: Span)] = [:]
      for row in rows[leaf].keys.indices {
        facts[rows[leaf].keys[row]] = (rows[leaf].value(row), spans[leaf][row])
      }
      let old = facts
      for fact in removed where fact.leaf.index == leaf {
        if let key = packing.key(fact.keys) { facts[key] = nil }
      }
      for fact in added where fact.leaf.index == leaf {
        guard let key = packing.key(fact.keys) else { continue }
        facts[key] = (fact.value, old[key]?.span ?? Span(file: 0, start: 0, end: 0))
      }
      let sorted = facts.sorted { $0.key < $1.key }
      rows[leaf] = FrozenRows(
        keys: FlatArray(sorted.map(\.key)), values: FlatArray(sorted.map(\.value.value)))
      spans[leaf] = FlatArray(sorted.map(\.value.span))
    }
    return StatedFacts(packings, rows: rows, spans: spans)
  }

  private func fact(_ leaf: LeafID, _ key: UInt64, _ value: Value) -> Fact {
    Fact(leaf: leaf, keys: packings[leaf.index]?.keys(key) ?? [], value: value)
  }

  /// The row of a place, by binary search.
  private func index(of leaf: LeafID, _ keys: [Int]) -> Int? {
    guard let key = packings[leaf.index]?.key(keys) else { return nil }
    let known = rows[leaf.index].keys.buffer
    var low = 0
    var high = known.count
    while low < high {
      let middle = (low + high) / 2
      if known[middle] >= key { high = middle } else { low = middle + 1 }
    }
    return low < known.count && known[low] == key ? low : nil
  }
}
