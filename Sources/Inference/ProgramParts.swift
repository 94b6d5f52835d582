/// What of a program stands in an image: the pack's rows and the indexes over them.
///
/// Plans are not among them: to plan the clauses anew takes less time than to check plans from a stranger.
package struct ProgramParts: Sendable {
  let leaves: [Leaf]
  let packings: [Packing]
  let facts: FrozenFacts
  let chains: [Index: FrozenChains]

  /// - Parameter limits: by leaf, what its values are below; nil for numbers, which may be any.
  package init(
    from image: inout ImageReader, leaves: [Leaf], limits: [Value?]
  ) throws(ImageProblem) {
    let packings = leaves.map { Packing(sizes: $0.keys) }
    let facts = try FrozenFacts(from: &image, leaves, packings, limits: limits)
    var chains: [Index: FrozenChains] = [:]
    for (index, chain) in try image.list({ image throws(ImageProblem) in
      try ProgramParts.chains(from: &image, facts.rows, packings)
    }) {
      guard chain.isSound(for: facts.rows[index.leaf.index]) else { throw .damaged }
      chains[index] = chain
    }
    self.leaves = leaves
    self.packings = packings
    self.facts = facts
    self.chains = chains
  }

  private static func chains(
    from image: inout ImageReader, _ rows: [FrozenRows], _ packings: [Packing]
  ) throws(ImageProblem) -> (Index, FrozenChains) {
    let leaf = try LeafID(from: &image)
    let (mask, isValued) = (try image.long(), try image.truth())
    let (slots, next) = (try image.flat(of: Int32.self), try image.flat(of: Int32.self))
    guard leaf.index < packings.count, mask & ~packings[leaf.index].mask == 0 else { throw .damaged }
    return (
      Index(leaf: leaf, mask: mask, isValued: isValued),
      FrozenChains(
        heads: FrozenTable(mask: mask, isValued: isValued, slots: slots, rows: rows[leaf.index].count),
        next: next)
    )
  }
}

extension Program {
  package func write(to image: inout ImageWriter) {
    frozen.facts.write(to: &image, frozen.leaves)
    image.append(Array(zip(frozen.indexes, frozen.packChains))) { image, entry in
      let (index, chains) = entry
      index.leaf.write(to: &image)
      image.append(index.mask)
      image.append(index.isValued)
      image.append(flat: chains.heads.slots)
      image.append(flat: chains.next)
    }
  }

  /// Plans clauses for rows that stand in an image.
  package init(_ parts: ProgramParts, clauses: [Clause], strata: [Stratum], queries: [Query] = []) {
    frozen = FrozenProgram(
      Freezer(
        leaves: parts.leaves, packings: parts.packings, facts: parts.facts, chains: parts.chains,
        clauses: clauses, strata: strata, queries: queries))
  }

  /// By leaf, how many facts the pack states.
  package var factCounts: [Int] {
    var counts = frozen.facts.rows.map(\.count)
    for part in frozen.facts.parts { counts[part.leaf.index] += 1 }
    return counts
  }

  /// The number of the stated fact at a place among those of its leaf, sorted by keys; nil where none is stated.
  package func row(ofFactAt leaf: LeafID, _ keys: [Int]) -> Int? {
    guard let key = frozen.packings[leaf.index].key(keys) else { return nil }
    let row = frozen.packRow(leaf.index, at: key)
    if row >= 0 { return Int(row) }
    return frozen.facts.parts.filter { $0.leaf == leaf }.firstIndex { $0.keys == keys }
  }
}
