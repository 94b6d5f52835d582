/// The indexes that plans ask for. Once it is complete, plans make do with those that are there.
struct IndexCatalog: Sendable {
  private(set) var indexes: [Index] = []
  private var numbers: [Index: IndexID] = [:]
  private var isComplete = false

  /// The index to use for rows whose columns under `mask` are known, and whose value is too if `isValued`; `nil`
  /// when there is none that helps.
  mutating func best(_ leaf: LeafID, mask: UInt64, isValued: Bool) -> IndexID? {
    guard mask != 0 || isValued else { return nil }
    let wanted = Index(leaf: leaf, mask: mask, isValued: isValued)
    if let number = numbers[wanted] { return number }
    guard isComplete else {
      let number = IndexID(indexes.count)
      indexes.append(wanted)
      numbers[wanted] = number
      return number
    }
    var best: Int?
    for (number, index) in indexes.enumerated()
    where index.leaf == leaf && index.mask & ~mask == 0 && (isValued || !index.isValued) {
      if best.map({ indexes[$0].mask.nonzeroBitCount < index.mask.nonzeroBitCount }) ?? true {
        best = number
      }
    }
    return best.map { IndexID($0) }
  }

  mutating func complete() {
    isComplete = true
  }
}
