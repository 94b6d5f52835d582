import Inference
import RuleLanguage
import SourceTree

extension PackAnalyzer {
  private static let rulesShown = 5

  /// Proves for each protected field that nothing follows from it, or tells by which rules something does.
  mutating func lookAtProtectedFields() {
    for (index, leaf) in pack.shape.leaves.enumerated() where leaf.isProtected {
      let id = LeafID(index)
      let (isReached, rules) = pack.influence(of: [id])
      let shown = sections.filter { section in
        ([section.query, section.margin].compactMap { $0 }).contains { query in
          (query.condition.atoms + query.unless.flatMap(\.atoms)).contains { isReached[$0.leaf.index] }
        }
      }
      let changes = pack.changes.filter { $0.rule.clause.reads.contains { isReached[$0.index] } }
      if rules.isEmpty, shown.isEmpty, changes.isEmpty {
        independent.append(leaf.path)
        continue
      }
      let names = shown.prefix(PackAnalyzer.rulesShown).map { "`\($0.id)`" }.joined(separator: ", ")
      var notes: [(String, Span?)] = rules.prefix(PackAnalyzer.rulesShown).map { number in
        let rule = pack.rules[number]
        let isDirect = rule.clause.reads.contains(id)
        return ("`\(rule.name)` \(isDirect ? "reads it" : "follows from it")", rule.span)
      }
      if rules.count > notes.count { notes.append(("and \(rules.count - notes.count) more rules", nil)) }
      notes += changes.prefix(PackAnalyzer.rulesShown).map {
        ("the change `\($0.rule.name)` depends on it", $0.rule.span)
      }
      report(
        "protected-field", "results depend on the protected field `\(leaf.path)`", at: leaf.span, .error,
        help: shown.isEmpty ? nil : "sections of the report that do: \(names)", notes: notes)
    }
  }
}
