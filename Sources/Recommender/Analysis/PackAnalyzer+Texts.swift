import Inference
import RuleLanguage
import SourceTree

extension PackAnalyzer {
  /// Texts that lack a locale of the pack, or say with other variables what another locale says.
  mutating func lookAtTexts() {
    lookAtStatedTexts()
    var tables: Set<String> = []
    for rule in pack.rules + pack.changes.map(\.rule) where isOwn(rule.span) {
      guard let because = rule.because else { continue }
      if let table = rule.table, because.isWritten, !tables.insert(table).inserted { continue }
      lookAt(because, "the `because` of `\(rule.name)`", rule.variables, at: rule.span)
    }
    for section in sections where isOwn(section.span) {
      for (field, template) in [
        ("title", section.title), ("text", section.text), ("note", section.note), ("empty", section.empty),
      ] {
        guard let template else { continue }
        lookAt(
          template, "the `\(field)` of the section `\(section.id)`", section.query?.variables ?? [],
          at: section.span)
      }
    }
    for audit in pack.audits where isOwn(audit.span) {
      guard let because = audit.because else { continue }
      lookAt(because, "the `because` of the audit `\(audit.id)`", audit.each.variables, at: audit.span)
    }
    for question in pack.questions where isOwn(question.span) {
      for (field, text) in [("text", question.text as LocalizedText?), ("help", question.help)] {
        guard let text else { continue }
        missing(
          text.entries.map(\.locale), "the `\(field)` of the question `\(question.id)`", at: question.span)
      }
    }
  }

  private mutating func lookAtStatedTexts() {
    guard pack.locales.count > 1, let outcome = empty?.outcome else { return }
    for (index, leaf) in pack.shape.leaves.enumerated() where leaf.hasValue && leaf.type == .text {
      guard !pack.isConcluded[index], !pack.shape.isProfile(LeafID(index)) else { continue }
      for fact in outcome.facts(of: LeafID(index)) {
        let locales = pack.texts[fact.value].entries.map(\.locale)
        guard !absent(locales).isEmpty, let span = pack.span(ofFactAt: fact.leaf, fact.keys), isOwn(span)
        else {
          continue
        }
        let path = ValuePrinter(pack: pack, texts: pack.texts, locale: pack.locales[0]).path(
          fact.leaf, fact.keys)
        missing(locales, "`\(path)`", at: span)
      }
    }
  }

  private func absent(_ stated: [String]) -> [String] {
    stated.contains("") ? [] : pack.locales.filter { !stated.contains($0) }
  }

  private mutating func missing(_ stated: [String], _ what: String, at span: Span?) {
    let absent = absent(stated)
    if absent.isEmpty { return }
    report(
      "missing-locale", "\(what) has no text in \(absent.map { "`\($0)`" }.joined(separator: ", "))",
      at: span,
      help:
        "readers of it see \(stated.map { "`\($0)`" }.joined(separator: ", ")); `locales` of the pack promises more"
    )
  }

  private mutating func lookAt(
    _ template: Template, _ what: String, _ variables: [ResolvedRule.Variable], at span: Span
  ) {
    missing(template.versions.map(\.locale), what, at: span)
    for version in template.versions {
      for case .text(let text) in version.segments { missing(text.entries.map(\.locale), what, at: span) }
    }
    guard let first = template.versions.first else { return }
    let wanted = Template.variables(first.segments)
    for version in template.versions.dropFirst() {
      let found = Template.variables(version.segments)
      let odd = wanted.symmetricDifference(found).sorted()
      if odd.isEmpty { continue }
      let parts = odd.map { variable in
        let name = variable < variables.count ? variables[variable].name ?? "_" : "_"
        let (has, lacks) =
          wanted.contains(variable) ? (first.locale, version.locale) : (version.locale, first.locale)
        return "`$\(name)` in `\(has)` and not in `\(lacks)`"
      }
      report(
        "differing-variables", "\(what) has \(parts.joined(separator: ", "))", at: span,
        help: "both readers should learn the same")
    }
  }
}

extension Template {
  /// Whether more stands in it than what a row fills in.
  fileprivate var isWritten: Bool {
    !versions.allSatisfy { version in version.segments.contains { if case .text = $0 { true } else { false } }
    }
  }

  fileprivate static func variables(_ segments: [Segment]) -> Set<Int> {
    Set(segments.compactMap { if case .variable(let variable, _) = $0 { variable } else { nil } })
  }
}
