extension Program {
  /// What the pack states in a leaf, sorted by keys; for a sum, a greatest or a least, its parts.
  package func stated(in leaf: LeafID) -> Rows {
    let own = frozen.pack[leaf.index]
    var rows = Rows(keys: Array(own.keys), values: Array(own.values))
    for part in frozen.packParts where part.leaf == leaf {
      if let key = frozen.packings[leaf.index].key(part.keys) { rows.append(key, part.value) }
    }
    return rows
  }

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
