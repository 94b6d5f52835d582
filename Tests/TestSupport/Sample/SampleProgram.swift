/// A generated program with profiles for it: what the engine reads as text and the naive evaluator as it
/// stands.
package struct SampleProgram: Sendable {
  package var seed: UInt64
  package var packs = 1
  package var kinds: [SampleKind] = []
  package var leaves: [SampleLeaf] = []
  package var facts: [SampleFact] = []
  package var rules: [SampleRule] = []
  package var profiles: [[SampleFact]] = []

  /// The leaves that a rule concludes.
  package var concluded: Set<Int> {
    Set(rules.flatMap { $0.heads.map(\.leaf) })
  }
}
