import Inference
import RuleLanguage

extension CompiledPack {
  /// From so many possible keys on, nobody reads through a list of all of them.
  private static let manyKeys = 1_000

  /// Whether a leaf has so many possible keys that only those which matter are told.
  func hasManyKeys(_ leaf: ShapeLeaf) -> Bool {
    var keys = 1
    for case .kind(let kind) in leaf.keys {
      let (product, isOverflow) = keys.multipliedReportingOverflow(by: vocabulary.count(of: kind))
      if isOverflow { return true }
      keys = product
    }
    return keys > CompiledPack.manyKeys
  }

  /// Whether a leaf can hold anything: the kinds of its keys and of its value have ids.
  func canHoldAnything(_ leaf: ShapeLeaf) -> Bool {
    if case .id(let kind) = leaf.type, vocabulary.count(of: kind) == 0 { return false }
    return leaf.keys.allSatisfy { key in
      if case .kind(let kind) = key { vocabulary.count(of: kind) > 0 } else { true }
    }
  }

  /// The entry leaf of the map in whose records a leaf stands, if it stands in one.
  func entryLeaf(over leaf: ShapeLeaf) -> LeafID? {
    shape.leaves.indices.first { index in
      let other = shape.leaves[index]
      guard case .entry = other.holds, other.keys == leaf.keys else { return false }
      return leaf.path == other.path || leaf.path.hasPrefix(other.path + ".")
    }.map(LeafID.init)
  }
}
