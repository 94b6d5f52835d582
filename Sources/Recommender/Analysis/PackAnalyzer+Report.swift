import Inference
import RuleLanguage
import SourceTree

extension PackAnalyzer {
  /// Sections of the report, with those within them.
  var sections: [ResolvedSection] {
    func all(_ section: ResolvedSection) -> [ResolvedSection] { [section] + section.parts.flatMap(all) }
    return pack.report.flatMap(all)
  }

  mutating func findSilentSections() {
    for section in sections where isOwn(section.span) {
      guard let query = section.query else { continue }
      let clause = Clause(
        variables: query.variables.count, named: query.named, when: query.condition, unless: query.unless,
        heads: [])
      if let reason = obstacle(of: clause) {
        report(
          "silent-section", "the section `\(section.id)` never has a line: \(reason.text)",
          at: reason.atom.flatMap { $0 < query.atomSpans.count ? query.atomSpans[$0] : nil } ?? section.span,
          .error, help: reason.help)
      }
      for variable in unused(section, query) {
        report(
          "unused-variable",
          "`$\(variable)` of the section `\(section.id)` is shown nowhere, yet each of its values makes a line",
          at: section.span, help: "write `$_`, or show it")
      }
    }
  }

  private func unused(_ section: ResolvedSection, _ query: ResolvedQuery) -> [String] {
    guard query.given < query.variables.count else { return [] }
    let terms = query.condition.atoms.flatMap(\.mentioned)
    let others = Set(
      query.condition.tests.flatMap(\.mentioned) + query.unless.flatMap(\.mentioned)
        + section.order.map(\.variable) + [section.bar].compactMap { $0 } + section.used)
    return (query.given..<query.variables.count).compactMap { variable in
      guard let name = query.variables[variable].name, !others.contains(variable),
        terms.count(where: { $0 == variable }) == 1
      else { return nil }
      return name
    }
  }

  mutating func findIdleQuestions() {
    for question in pack.questions where isOwn(question.span) {
      let path = "\(Shape.profile).\(question.field)"
      let leaves = pack.shape.leaves.indices.map(LeafID.init).filter {
        pack.shape[$0].path == path || pack.shape[$0].path.hasPrefix(path + ".")
      }
      let reached = pack.influence(of: leaves).isReached
      let isShown = sections.contains { section in
        section.query.map { ($0.condition.atoms + $0.unless.flatMap(\.atoms)) }?.contains {
          reached[$0.leaf.index]
        } ?? false
      }
      let isChange = pack.changes.contains { $0.rule.clause.reads.contains { reached[$0.index] } }
      if !isShown, !isChange, !(isOpen && pack.report.isEmpty) {
        report(
          "idle-question", "the answer to `\(question.id)` changes nothing that anybody reads",
          at: question.span, help: "no section of the report depends on `\(path)`")
      }
    }
  }
}

extension ResolvedSection {
  /// The variables that its texts, its margin and its parts use.
  fileprivate var used: [Int] {
    var used = [title, text, note, empty].compactMap { $0 }.flatMap(\.mentioned)
    for query in [margin].compactMap({ $0 }) + parts.compactMap(\.query) {
      used += query.condition.mentioned + query.unless.flatMap(\.mentioned)
    }
    for part in parts { used += part.used }
    return used
  }
}

extension Template {
  var mentioned: [Int] {
    versions.flatMap(\.segments).compactMap {
      if case .variable(let variable, _) = $0 { variable } else { nil }
    }
  }
}

extension Condition {
  var mentioned: [Int] { atoms.flatMap(\.mentioned) + tests.flatMap(\.mentioned) }
}
