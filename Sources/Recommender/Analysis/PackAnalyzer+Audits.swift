import Inference
import RuleLanguage
import SourceTree

extension PackAnalyzer {
  /// What the pack, and those that it uses, expect of themselves.
  mutating func runAudits() {
    guard !isOpen, let answer = empty else { return }
    for audit in pack.audits {
      let each = answer.outcome.answers(
        to: audit.each.condition, unless: audit.each.unless, variables: audit.each.variables.count)
      if !each.isComplete { undecided += 1 }
      for found in each.solutions { run(audit, found, answer) }
    }
  }

  private mutating func run(_ audit: ResolvedAudit, _ found: [Inference.Value], _ answer: Answer) {
    if let needs = audit.needs {
      let given: [Inference.Value?] =
        found.prefix(needs.given).map { $0 }
        + Array(repeating: nil, count: max(0, needs.variables.count - needs.given))
      let answers = answer.outcome.answers(
        to: needs.condition, unless: needs.unless, variables: needs.variables.count, given: given)
      if answers.solutions.isEmpty {
        fail(audit, found, answer, "the pack states nothing that would do")
        return
      }
    }
    guard let reaches = audit.reaches else { return }
    let body = Clause(
      variables: reaches.variables.count, named: 0,
      when: reaches.condition.bound(Array(found.prefix(reaches.given))), heads: [])
    if domains.obstacle(body) != nil {
      fail(audit, found, answer, "no profile brings it about")
      return
    }
    switch ProfileSearch(pack).witness(of: body, effort: effort) {
    case .found: return
    case .none: fail(audit, found, answer, "no profile brings it about")
    case .givenUp: undecided += 1
    }
  }

  private mutating func fail(
    _ audit: ResolvedAudit, _ found: [Inference.Value], _ answer: Answer, _ reason: String
  ) {
    let printer = answer.printer(locale)
    let subject = zip(audit.each.variables, found).compactMap { variable, value in
      variable.name.map { "$\($0) is \(printer.text(value, variable.type))" }
    }.joined(separator: ", ")
    let text = audit.because.map { answer.text($0, found).text(in: locale) }
    report(
      "failed-audit", "`\(audit.id)`: \(text ?? "not so where \(subject)")",
      at: place(audit, found) ?? audit.span, .error, help: text == nil ? reason : "\(reason) (\(subject))",
      notes: [("the audit is here", audit.span)])
  }

  /// Where the first thing that the audit looks at is stated.
  private func place(_ audit: ResolvedAudit, _ found: [Inference.Value]) -> Span? {
    for atom in audit.each.condition.atoms {
      let keys = atom.keys.compactMap { term -> Int? in
        switch term {
        case .constant(let value): Int(value)
        case .variable(let variable): Int(found[variable])
        case .any: nil
        }
      }
      if keys.count == atom.keys.count, let span = pack.span(ofFactAt: atom.leaf, keys) { return span }
    }
    return nil
  }
}
