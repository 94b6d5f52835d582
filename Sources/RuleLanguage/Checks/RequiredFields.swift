import Inference
import SourceTree

/// A field without `?` and default that no rule concludes must be stated wherever a pack states the record.
enum RequiredFields {
  static func check(_ pack: ResolvedPack, findings: inout Findings) {
    let shape = pack.shape
    let concluded = Set(pack.rules.flatMap { $0.clause.heads.map(\.leaf) })
    for node in shape.nodes {
      guard case .record(let fields) = node.content, let entry = node.entry, !shape.isProfile(entry) else {
        continue
      }
      let required = fields.sorted { $0.key < $1.key }.compactMap { name, field -> (String, LeafID)? in
        guard case .leaf(let leaf) = shape.nodes[field].content, case .one = shape[leaf].holds,
          !shape[leaf].isOptional,
          shape[leaf].fallbackText == nil, !concluded.contains(leaf)
        else { return nil }
        return (name, leaf)
      }
      if required.isEmpty { continue }
      for (name, leaf) in required {
        for (fact, span) in pack.facts.facts(of: entry, withoutOneOf: leaf) {
          let id = FactPath.text(shape[entry], fact.keys, vocabulary: pack.vocabulary) { "\($0)" }
          findings.report(
            "missing-field", "`\(id)` has no `\(name)`", at: span,
            help: "a field that may be missing is declared with `?`")
        }
      }
    }
  }
}
