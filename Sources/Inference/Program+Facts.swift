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
}
