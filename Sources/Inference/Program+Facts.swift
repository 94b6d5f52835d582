extension Program {
  /// The facts that the pack states at a leaf, in the order of their keys; those that add up at one place come last.
  package func statedFacts(of leaf: LeafID) -> [Fact] {
    let rows = frozen.facts.rows[leaf.index]
    let packing = frozen.packings[leaf.index]
    return (0..<rows.count).map {
      Fact(leaf: leaf, keys: packing.keys(rows.keys[$0]), value: rows.values[$0])
    }
      + frozen.facts.parts.filter { $0.leaf == leaf }
  }
}
