extension Machine {
  /// Numbers the siblings of a rank leaf: those which have a value for each term, by terms, then by id.
  mutating func rank(_ leaf: LeafID) {
    guard case .rank(let terms) = frozen.leaves[leaf.index].holds else {
      preconditionFailure("a leaf to be ranked holds no rank")
    }
    var keys: [UInt64] = []
    var values: [Value] = []
    for key in candidates(for: leaf, terms) {
      let entry = terms.compactMap { term in
        value(term.leaf.index, at: key).map { term.descending ? -$0 : $0 }
      }
      if entry.count == terms.count {
        keys.append(key)
        values += entry
      }
    }
    let last = UInt64(Leaf.bits(for: frozen.leaves[leaf.index].keys.last ?? 1))
    let order = keys.indices.sorted { one, other in
      let (left, right) = (keys[one] &>> last, keys[other] &>> last)
      guard left == right else { return left < right }
      for term in terms.indices {
        let (left, right) = (values[one * terms.count + term], values[other * terms.count + term])
        guard left == right else { return left < right }
      }
      return keys[one] < keys[other]
    }
    var position: Value = 0
    var siblings: UInt64?
    for entry in order {
      position = siblings == keys[entry] &>> last ? position + 1 : 1
      siblings = keys[entry] &>> last
      append(leaf.index, keys[entry], position * .one)
      guard !isStopped else { return }
    }
    store.relations[leaf.index].publish()
  }

  /// The places of the term that has a value at the fewest; all places, if all terms have one everywhere.
  private mutating func candidates(for leaf: LeafID, _ terms: [RankTerm]) -> [UInt64] {
    func count(_ leaf: Int) -> Int {
      frozen.pack[leaf].count + store.relations[leaf].rows.count
    }
    let sparse = terms.map(\.leaf.index).filter { frozen.leaves[$0].fallback == nil }
    guard let sparsest = sparse.min(by: { count($0) < count($1) }) else { return allPlaces(of: leaf) }
    return Array(frozen.pack[sparsest].keys) + store.relations[sparsest].rows.keys
  }

  /// All places of a leaf, if their number is within the limits.
  private mutating func allPlaces(of leaf: LeafID) -> [UInt64] {
    let columns = frozen.packings[leaf.index].columns
    var count = 1
    for column in columns {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(column.size))
      count = overflow ? .max : product
    }
    guard count <= factsLeft else {
      isOutOfFacts = true
      return []
    }
    return (0..<count).map { place in
      var rest = UInt64(place)
      var key: UInt64 = 0
      for column in columns.reversed() {
        key |= (rest % column.size) &<< column.shift
        rest /= column.size
      }
      return key
    }
  }

  /// What a place reads as.
  func value(_ leaf: Int, at key: UInt64) -> Value? {
    let packRow = frozen.packRow(leaf, at: key)
    if packRow >= 0 {
      return frozen.pack[leaf].values[Int(packRow)]
    }
    let row = store.relations[leaf].row(at: key)
    return row >= 0 ? store.relations[leaf].rows.values[Int(row)] : frozen.leaves[leaf].fallback
  }
}
