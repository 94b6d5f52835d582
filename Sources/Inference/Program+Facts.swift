extension Program {
  /// The facts that the pack states at a leaf, in the order of their keys; those that add up at one place come last.
  package func statedFacts(of leaf: LeafID) -> [Fact] { frozen.statedFacts(of: leaf) }

  /// What the pack states at a place: of what adds up there, the first part.
  package func statedValue(of leaf: LeafID, _ keys: [Int]) -> Value? {
    guard let key = frozen.packings[leaf.index].key(keys) else { return nil }
    let row = frozen.packRow(leaf.index, at: key)
    if row >= 0 { return frozen.pack[leaf.index].values[Int(row)] }
    return frozen.packParts.first { $0.leaf == leaf && $0.keys == keys }?.value
  }
}

extension FrozenProgram {
  func statedFacts(of leaf: LeafID) -> [Fact] {
    let rows = pack[leaf.index]
    let packing = packings[leaf.index]
    return (0..<rows.count).map {
      Fact(leaf: leaf, keys: packing.keys(rows.keys[$0]), value: rows.values[$0])
    }
      + packParts.filter { $0.leaf == leaf }
  }
}
