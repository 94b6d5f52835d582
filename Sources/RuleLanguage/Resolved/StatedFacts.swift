package import Inference
package import SourceTree

/// Facts with the places where they are stated, sorted by leaf and keys.
package struct StatedFacts: Sendable {
  package private(set) var facts: [Fact] = []
  package private(set) var spans: [Span] = []

  mutating func add(_ leaf: LeafID, _ keys: [Int], _ value: Value = 1, at span: Span) {
    facts.append(Fact(leaf: leaf, keys: keys, value: value))
    spans.append(span)
  }

  mutating func sort() {
    let order = facts.indices.sorted { left, right in
      if facts[left] != facts[right] { return facts[left].precedes(facts[right]) }
      return spans[left] < spans[right]
    }
    facts = order.map { facts[$0] }
    spans = order.map { spans[$0] }
  }

  /// Leaves each fact once, at its first place. Values that differ at one place are handed to `clash`.
  mutating func unify(_ clash: (_ fact: Fact, _ span: Span, _ other: Span) -> Void) {
    sort()
    var kept: [Int] = []
    kept.reserveCapacity(facts.count)
    for index in facts.indices {
      if let last = kept.last, facts[last].leaf == facts[index].leaf, facts[last].keys == facts[index].keys {
        if facts[last].value != facts[index].value { clash(facts[last], spans[last], spans[index]) }
        continue
      }
      kept.append(index)
    }
    if kept.count == facts.count { return }
    facts = kept.map { facts[$0] }
    spans = kept.map { spans[$0] }
  }

  /// Where a fact is stated.
  package func span(of fact: Fact) -> Span? {
    index(of: fact.leaf, fact.keys).map { spans[$0] }
  }

  /// The fact at a place, by binary search.
  package func index(of leaf: LeafID, _ keys: [Int]) -> Int? {
    let wanted = Fact(leaf: leaf, keys: keys, value: .min)
    let found = firstIndex { !facts[$0].precedes(wanted) }
    return found < facts.count && facts[found].leaf == leaf && facts[found].keys == keys ? found : nil
  }

  /// Where the facts of a leaf stand.
  package func range(of leaf: LeafID) -> Range<Int> {
    firstIndex { facts[$0].leaf >= leaf }..<firstIndex { facts[$0].leaf > leaf }
  }

  /// The first index for which something holds that holds for all behind it too.
  private func firstIndex(where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = facts.count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Fact {
  /// By leaf, keys and value.
  func precedes(_ other: Fact) -> Bool {
    if leaf != other.leaf { return leaf < other.leaf }
    for (mine, theirs) in zip(keys, other.keys) where mine != theirs { return mine < theirs }
    return value < other.value
  }
}
