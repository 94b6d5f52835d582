import Inference
import SourceTree

/// A pack with everything that it uses, with ids instead of names and tables expanded.
struct ResolvedPack {
  let shape: Shape
  let vocabulary: Vocabulary
  let texts: TextTable
  let facts: StatedFacts
  /// In the order of their names, rows in the order of their table.
  let rules: [ResolvedRule]
  /// In the order of their names, rows in the order of their table.
  let changes: [ResolvedChange]
  let report: [ResolvedSection]
  let questions: [ResolvedQuestion]
  let audits: [ResolvedAudit]
}
