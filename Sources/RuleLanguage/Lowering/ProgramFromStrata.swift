import Inference
import SourceTree

/// Forgets the language: leaves with the sizes of their keys, facts, clauses and their order.
enum ProgramFromStrata {
  static func lower(_ pack: ResolvedPack, _ strata: Strata, findings: inout Findings) -> Program? {
    guard let leaves = leaves(pack.shape, pack.vocabulary, findings: &findings) else { return nil }
    return Program(
      leaves: leaves, rows: pack.facts.rows, clauses: strata.clauses.map(\.clause), strata: strata.strata)
  }

  /// The same for rows that stand in an image.
  static func lower(_ parts: ProgramParts, _ strata: Strata) -> Program {
    Program(parts, clauses: strata.clauses.map(\.clause), strata: strata.strata)
  }

  static func leaves(_ shape: Shape, _ vocabulary: Vocabulary, findings: inout Findings) -> [Leaf]? {
    var leaves: [Leaf] = []
    var tooDeep: Set<Span> = []
    for (index, leaf) in shape.leaves.enumerated() {
      let lowered = Leaf(
        keys: leaf.keySizes(vocabulary), holds: holds(leaf), fallback: leaf.fallback,
        bounds: leaf.bounds ?? numbers(of: leaf, shape, vocabulary), isWhole: leaf.isWhole,
        isStated: shape.isProfile(LeafID(index)))
      if lowered.packedBits > ShapeLeaf.maxKeyBits, tooDeep.insert(leaf.span).inserted {
        findings.report("too-many-keys", "`\(leaf.path)` has more keys than can be told apart", at: leaf.span)
      }
      if leaf.fallback != nil, !hasFew(lowered.keys) {
        findings.report(
          "too-many-keys", "`\(leaf.path)` has a default for more than \(maxDefaults) keys", at: leaf.span,
          help: "leave the default out: a rule reads what is stated or concluded")
      }
      leaves.append(lowered)
    }
    return findings.isEmpty ? leaves : nil
  }

  /// Ids, words and truths are numbered, and a number that does not occur is never written.
  private static func numbers(
    of leaf: ShapeLeaf, _ shape: Shape, _ vocabulary: Vocabulary
  ) -> ClosedRange<Value>? {
    guard leaf.hasValue else { return nil }
    switch leaf.type {
    case .id(let kind):
      let count = vocabulary.count(of: kind)
      return count > 0 ? 0...Value(count - 1) : nil
    case .words: return 0...Value(max(0, shape.words.count - 1))
    case .yesNo: return 0...1
    case .number, .text: return nil
    }
  }

  /// A total leaf is walked key by key.
  private static let maxDefaults = 1_000_000

  private static func hasFew(_ keys: [Int]) -> Bool {
    var count = 1
    for size in keys {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow || product > maxDefaults { return false }
      count = product
    }
    return true
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
