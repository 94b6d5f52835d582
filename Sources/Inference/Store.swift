/// What one evaluation adds to the pack: a relation for each leaf, and the rows' part of each index.
struct Store: Sendable {
  var relations: [Relation]
  var chains: [Chains]

  init(_ frozen: FrozenProgram) {
    relations = zip(frozen.packings, frozen.leaves).map { Relation($0, isSum: $1.holds == .sum) }
    chains = frozen.indexes.map { Chains($0) }
  }

  /// Takes the rows that are there to be read into an index.
  mutating func catchUp(_ index: Int, of leaf: Int) {
    chains[index].catchUp(to: relations[leaf].visible, of: relations[leaf].rows)
  }

  /// Takes the rows that are there to be read into all indexes.
  mutating func catchUpAll(_ indexes: [Index]) {
    for (number, index) in indexes.enumerated() {
      catchUp(number, of: index.leaf.index)
    }
  }

  mutating func clear(_ indexes: [Index]) {
    for (number, index) in indexes.enumerated() {
      chains[number].clear(relations[index.leaf.index].rows)
    }
    for leaf in relations.indices {
      relations[leaf].clear()
    }
  }
}
