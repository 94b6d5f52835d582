import Inference
import RuleLanguage

/// How the changes of a pack may move what a profile states, told by how they are written and before any is looked for.
struct ChangeMovements {
  let movements: [LeafID: Movement]

  init(_ pack: CompiledPack) {
    let entries = EntryLeaves(pack.shape)
    var movements: [LeafID: Movement] = [:]
    for change in pack.changes {
      let leaf = change.head.leaf
      let keys = Array(repeating: 0, count: pack.shape[leaf].keys.count)
      if change.isDrop {
        movements[leaf, default: []].formUnion([.rises, .falls, .disappears])
        for (index, other) in pack.shape.leaves.enumerated()
        where pack.shape.isProfile(LeafID(index)) && other.keys.starts(with: pack.shape[leaf].keys) {
          movements[LeafID(index), default: []].formUnion([.rises, .falls, .disappears])
        }
      } else {
        movements[leaf, default: []].formUnion([.appears, change.direction])
        for fact in entries.facts(over: Fact(leaf: leaf, keys: keys)) {
          movements[fact.leaf, default: []].insert(.appears)
        }
      }
    }
    self.movements = movements
  }
}

extension ResolvedChange {
  /// Whether each step leads up, or each leads down, as far as a sum or a comparison with the value before says so.
  fileprivate var direction: Movement {
    let before = rule.clause.when.atoms.filter(readsPlace).compactMap { atom in
      if case .variable(let variable) = atom.value { variable } else { nil }
    }
    guard let before = before.first else { return [.rises, .falls] }
    var values = [head.value.code]
    if head.value.code.count == 1, case .variable(let after) = head.value.code[0] {
      for test in rule.clause.when.tests.map(\.code) {
        if test == [.variable(before), .variable(after), .less] { return .rises }
        if test == [.variable(after), .variable(before), .less] { return .falls }
        guard test.last == .equal else { continue }
        if test.first == .variable(after) { values.append(Array(test.dropFirst().dropLast())) }
        if test.dropLast().last == .variable(after) { values.append(Array(test.dropLast(2))) }
      }
    }
    for value in values {
      guard value.count == 3 else { continue }
      switch (value[0], value[1], value[2]) {
      case (.variable(before), .constant(let step), .add), (.constant(let step), .variable(before), .add):
        if step > 0 { return .rises }
        if step < 0 { return .falls }
      case (.variable(before), .constant(let step), .subtract):
        if step < 0 { return .rises }
        if step > 0 { return .falls }
      default: continue
      }
    }
    return [.rises, .falls]
  }
}
