import Inference
import SourceTree

/// Forgets the language: leaves with the sizes of their keys, facts, clauses and their order.
enum ProgramFromStrata {
  static func lower(_ pack: ResolvedPack, _ strata: Strata, findings: inout Findings) -> Program? {
    var leaves: [Leaf] = []
    for leaf in pack.shape.leaves {
      let lowered = Leaf(
        keys: leaf.keys.map { size(of: $0, pack.vocabulary) }, holds: holds(leaf), fallback: leaf.fallback, bounds: leaf.bounds,
        isWhole: leaf.isWhole)
      if lowered.packedBits > 62 {
        findings.report("too-many-keys", "`\(leaf.path)` has more keys than can be told apart", at: leaf.span)
      }
      leaves.append(lowered)
    }
    guard findings.isEmpty else { return nil }
    return Program(leaves: leaves, facts: pack.facts.facts, clauses: strata.clauses.map(\.clause), strata: strata.strata)
  }

  private static func size(of key: KeyType, _ vocabulary: Vocabulary) -> Int {
    switch key {
    case .kind(let kind): vocabulary.count(of: kind)
    case .text: Int(Int32.max)
    }
  }

  private static func holds(_ leaf: ShapeLeaf) -> Leaf.Holds {
    switch leaf.holds {
    case .one: .one
    case .sum: .sum
    case .max: .max
    case .min: .min
    case .set, .entry, .alias: .member
    case .rank(let terms): .rank(terms)
    }
  }
}
