/// What holds for one profile.
///
/// Derivations and solutions are computed when they are asked for, from the rows that the evaluation left.
package struct Outcome: Sendable {
  let frozen: FrozenProgram
  let store: Store
  /// What the profile states.
  let stated: [Fact]
  package let limits: Limits

  /// What a place holds, with the leaf's fallback; 1 or `nil` for a member.
  package func value(_ leaf: LeafID, _ keys: [Int] = []) -> Value? {
    guard let key = frozen.packings[leaf.index].key(keys) else { return nil }
    return value(leaf.index, at: key) ?? frozen.leaves[leaf.index].fallback
  }

  /// What is stated or concluded in a leaf, sorted by keys. Fallbacks are not listed.
  package func facts(of leaf: LeafID) -> [Fact] {
    let packing = frozen.packings[leaf.index]
    let added = store.relations[leaf.index].rows
    let pack = frozen.pack[leaf.index]
    let rows = zip(Array(pack.keys) + added.keys, Array(pack.values) + added.values).sorted { $0.0 < $1.0 }
    return rows.map { Fact(leaf: leaf, keys: packing.keys($0.0), value: $0.1) }
  }

  /// How many facts are stated or concluded in a leaf.
  package func count(of leaf: LeafID) -> Int {
    frozen.pack[leaf.index].count + store.relations[leaf.index].rows.count
  }

  /// Where a fact comes from; `nil` when it does not hold.
  package func origin(of fact: Fact) -> Origin? {
    let leaf = frozen.leaves[fact.leaf.index]
    guard let key = frozen.packings[fact.leaf.index].key(fact.keys) else { return nil }
    guard let value = value(fact.leaf.index, at: key) else {
      return leaf.fallback == fact.value ? .fallback : nil
    }
    guard value == fact.value else { return nil }
    switch leaf.holds {
    case .one, .member:
      guard frozen.packRow(fact.leaf.index, at: key) < 0 else { return .pack }
      let relation = store.relations[fact.leaf.index]
      return Int(relation.row(at: key)) < relation.given ? .profile : .derived
    case .sum, .max, .min:
      guard let first = given(fact.leaf, fact.keys).first, derivations(of: fact).isEmpty else {
        return .derived
      }
      return first.origin
    case .rank: return .derived
    }
  }

  /// What pack and profile state at a place, the pack's first: for a sum, the parts that no clause contributed.
  package func given(_ leaf: LeafID, _ keys: [Int]) -> [(value: Value, origin: Origin)] {
    guard let key = frozen.packings[leaf.index].key(keys) else { return [] }
    func isHere(_ fact: Fact) -> Bool {
      fact.leaf == leaf && fact.keys == keys
    }
    var given: [(value: Value, origin: Origin)] = []
    let packRow = frozen.packRow(leaf.index, at: key)
    if packRow >= 0 {
      given.append((frozen.pack[leaf.index].values[Int(packRow)], .pack))
    }
    given += frozen.packParts.filter(isHere).map { ($0.value, .pack) }
    given += stated.filter(isHere).map { ($0.value, .profile) }
    return given
  }

  /// What is stored at a place.
  func value(_ leaf: Int, at key: UInt64) -> Value? {
    let packRow = frozen.packRow(leaf, at: key)
    if packRow >= 0 {
      return frozen.pack[leaf].values[Int(packRow)]
    }
    let row = store.relations[leaf].row(at: key)
    return row >= 0 ? store.relations[leaf].rows.values[Int(row)] : nil
  }
}
