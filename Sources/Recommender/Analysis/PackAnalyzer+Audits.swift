import Inference
import RuleLanguage
import SourceTree

extension PackAnalyzer {
  /// What the pack, and those that it uses, expect of themselves.
  mutating func runAudits() {
    guard !isOpen, let answer = empty else { return }
    var sampler: ProfileSampler?
    for audit in pack.audits {
      let each = answer.outcome.answers(
        to: audit.each.condition, unless: audit.each.unless, variables: audit.each.variables.count)
      if !each.isComplete { undecided += 1 }
      // What a `$_` stands for makes no other match.
      var seen: Set<ArraySlice<Inference.Value>> = []
      let matches = each.solutions.filter { seen.insert($0.prefix(audit.each.named)).inserted }
      let founded = matches.filter { isFounded(audit, $0, answer) }
      guard let reaches = audit.reaches, !founded.isEmpty else { continue }
      var made = sampler ?? ProfileSampler(pack)
      let open = untouched(audit, reaches, founded, &made)
      sampler = made
      search(for: open, audit, reaches, answer)
    }
  }

  /// Whether the pack states what the audit needs for a match of its `each`; if not, that is told.
  private mutating func isFounded(
    _ audit: ResolvedAudit, _ found: [Inference.Value], _ answer: Answer
  ) -> Bool {
    guard let needs = audit.needs else {
      if audit.reaches == nil { fail(audit, found, answer, "nothing should match the `each` of the audit") }
      return audit.reaches != nil
    }
    let given: [Inference.Value?] =
      found.prefix(needs.given).map { $0 }
      + Array(repeating: nil, count: max(0, needs.variables.count - needs.given))
    let answers = answer.outcome.answers(
      to: needs.condition, unless: needs.unless, variables: needs.variables.count, given: given)
    if answers.solutions.isEmpty { fail(audit, found, answer, "the pack states nothing that would do") }
    return !answers.solutions.isEmpty
  }

  // MARK: What some profile brings about

  /// The matches that none of the profiles brings about which are made up for them.
  private func untouched(
    _ audit: ResolvedAudit, _ reaches: ResolvedQuery, _ all: [[Inference.Value]],
    _ sampler: inout ProfileSampler
  ) -> [[Inference.Value]] {
    let kinds = audit.each.variables.map { variable -> KindID? in
      if case .id(let kind) = variable.type { kind } else { nil }
    }
    func ids(_ match: [Inference.Value]) -> [(kind: KindID, id: Int)] {
      zip(kinds, match).compactMap { kind, id in kind.map { ($0, Int(id)) } }
    }
    let query = pack.program.prepared(
      Query(
        variables: reaches.variables.count, condition: reaches.condition, unless: reaches.unless))
    var open = Set(all.map { Array($0.prefix(reaches.given)) })
    var evaluator = Evaluator(pack.program)
    var profilesLeft = min(
      PackAnalyzer.profilesPerPart * max(effort, all.count),
      effort * PackAnalyzer.factsPerPart / max(1, pack.factCount))
    while profilesLeft > 0, !open.isEmpty {
      for match in all where open.contains(Array(match.prefix(reaches.given))) {
        profilesLeft -= 1
        guard profilesLeft > 0 else { break }
        guard let outcome = try? evaluator.evaluate(sampler.profile(about: ids(match))) else { continue }
        for solution in outcome.answers(to: query).solutions {
          let served = Array(solution.prefix(reaches.given))
          if open.remove(served) != nil { sampler.keep(for: ids(served)) }
        }
      }
    }
    return all.filter { open.contains(Array($0.prefix(reaches.given))) }
  }

  private static let profilesPerPart = 2
  /// With many facts a profile takes longer, and a search much longer.
  private static let factsPerPart = 200_000
  private static let factsSearchedPerPart = 10_000

  /// Looks through everything that a profile may say.
  private mutating func search(
    for open: [[Inference.Value]], _ audit: ResolvedAudit, _ reaches: ResolvedQuery, _ answer: Answer
  ) {
    // What is too wide to look through for one of them is so for all.
    var isTooWide = false
    var searchesLeft = effort * PackAnalyzer.factsSearchedPerPart / max(1, pack.factCount)
    for found in open {
      let body = Clause(
        variables: reaches.variables.count, named: 0,
        when: reaches.condition.bound(Array(found.prefix(reaches.given))), heads: [])
      if domains.obstacle(body) != nil {
        fail(audit, found, answer, "no profile brings it about")
        continue
      }
      searchesLeft -= 1
      if isTooWide || searchesLeft < 0 {
        undecided += 1
        continue
      }
      switch ProfileSearch(pack).witness(of: body, effort: effort) {
      case .found: break
      case .none: fail(audit, found, answer, "no profile brings it about")
      case .givenUp: undecided += 1
      case .tooWide:
        undecided += 1
        isTooWide = true
      }
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
      at: place(audit, found) ?? audit.span, audit.isWarning ? .warning : .error,
      help: text == nil ? reason : "\(reason) (\(subject))",
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
