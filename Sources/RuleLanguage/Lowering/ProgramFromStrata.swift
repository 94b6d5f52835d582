import Inference
import SourceTree

/// Forgets the language: leaves with the sizes of their keys, facts, clauses and their order.
enum ProgramFromStrata {
  static func lower(_ pack: ResolvedPack, _ strata: Strata, findings: inout Findings) -> Program? {
    var leaves: [Leaf] = []
    var tooDeep: Set<Span> = []
    for (index, leaf) in pack.shape.leaves.enumerated() {
      let lowered = Leaf(
        keys: leaf.keys.map { size(of: $0, pack.vocabulary) }, holds: holds(leaf), fallback: leaf.fallback,
        bounds: leaf.bounds ?? numbers(of: leaf, pack),
        isWhole: leaf.isWhole, isStated: pack.shape.isProfile(LeafID(index)))
      if lowered.packedBits > 62, tooDeep.insert(leaf.span).inserted {
        findings.report("too-many-keys", "`\(leaf.path)` has more keys than can be told apart", at: leaf.span)
      }
      if leaf.fallback != nil, !hasFew(lowered.keys) {
        findings.report(
          "too-many-keys", "`\(leaf.path)` has a default for more than \(maxDefaults) keys", at: leaf.span,
          help: "leave the default out: a rule reads what is stated or concluded")
      }
      leaves.append(lowered)
    }
    guard findings.isEmpty else { return nil }
    return Program(
      leaves: leaves, facts: pack.facts.facts, clauses: strata.clauses.map(\.clause), strata: strata.strata)
  }

  /// Ids, words and truths are numbered, and a number that does not occur is never written.
  private static func numbers(of leaf: ShapeLeaf, _ pack: ResolvedPack) -> ClosedRange<Value>? {
    guard leaf.hasValue else { return nil }
    switch leaf.type {
    case .id(let kind):
      let count = pack.vocabulary.count(of: kind)
      return count > 0 ? 0...Value(count - 1) : nil
    case .words: return 0...Value(max(0, pack.shape.words.count - 1))
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
