extension Outcome {
  /// Whether a leaf holds the same in another outcome of the same program, number by number.
  package func holdsSame(_ leaf: LeafID, as other: Outcome) -> Bool {
    let mine = store.relations[leaf.index].rows
    let theirs = other.store.relations[leaf.index]
    guard mine.count == theirs.rows.count else { return false }
    return zip(mine.keys, mine.values).allSatisfy { key, value in
      let row = theirs.row(at: key)
      return row >= 0 && theirs.rows.values[Int(row)] == value
    }
  }
}
