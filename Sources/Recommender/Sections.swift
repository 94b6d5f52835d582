import Inference
import RuleLanguage
import SourceTree

/// Draws the sections of a report from an outcome.
struct Sections {
  /// Parts within parts multiply; no honest report comes near.
  private static let maxLines = 100_000

  private let answer: Answer
  private var lines = 0

  static func all(_ answer: Answer) throws(DiagnosticError) -> [Section] {
    var sections = Sections(answer: answer)
    return try sections.sections(answer.pack.report, given: [])
  }

  /// The lines of one section that no other is around, as the values of its variables.
  static func solutions(of query: ResolvedQuery, _ section: ResolvedSection, _ answer: Answer)
    throws(DiagnosticError) -> [[Inference.Value]]
  {
    try Sections(answer: answer).solutions(of: query, section, given: [])
  }

  private init(answer: Answer) {
    self.answer = answer
  }

  private mutating func sections(_ resolved: [ResolvedSection], given: [Inference.Value])
    throws(DiagnosticError) -> [Section]
  {
    var sections: [Section] = []
    for section in resolved { sections.append(try self.section(section, given: given)) }
    return sections
  }

  private mutating func section(_ section: ResolvedSection, given: [Inference.Value]) throws(DiagnosticError)
    -> Section
  {
    var lines: [Line] = []
    if let query = section.query {
      for bindings in try solutions(of: query, section, given: given) {
        lines.append(try line(section, query, bindings))
      }
    } else {
      lines = [try line(section, nil, given)]
    }
    let empty = canHaveLines(section) ? section.empty : nil
    return Section(
      id: section.id, title: section.title.map { answer.text($0, given) }, lines: lines,
      empty: empty.map { answer.text($0, given) }, tone: Tone(section.tone),
      identity: section.query?.condition.keyVariables ?? [], isOrdered: !section.order.isEmpty)
  }

  /// Whether the pack has ids for all that a line of the section is about. A pack without any resource need not
  /// say that none was found.
  private func canHaveLines(_ section: ResolvedSection) -> Bool {
    guard let query = section.query else { return true }
    return query.condition.atoms.allSatisfy { answer.pack.canHoldAnything(answer.pack.shape[$0.leaf]) }
  }

  // MARK: Lines

  /// Distinct by the author's variables, in the order of the section.
  private func solutions(
    of query: ResolvedQuery, _ section: ResolvedSection, given: [Inference.Value]
  ) throws(DiagnosticError) -> [[Inference.Value]] {
    let answers = answer.model.answers(
      to: query.condition, unless: query.unless, variables: query.variables.count,
      given: given.map(Optional.some) + Array(repeating: nil, count: query.variables.count - given.count))
    if let failure = answers.failures.first { throw failed(section, query, failure) }
    guard answers.isComplete else { throw tooMany(section) }
    let visible = query.given + query.named
    var solutions = answers.solutions
    if visible < query.variables.count {
      var seen: Set<ArraySlice<Inference.Value>> = []
      solutions.removeAll { !seen.insert($0[..<visible]).inserted }
    }
    let order = section.order + (query.given..<visible).map { (variable: $0, descending: false) }
    return solutions.leading(section.limit ?? solutions.count) { left, right in
      for (variable, descending) in order {
        let (mine, theirs) = (left[variable], right[variable])
        let type = query.variables[variable].type
        if precedes(mine, theirs, type) { return !descending }
        if precedes(theirs, mine, type) { return descending }
      }
      return false
    }
  }

  /// Texts have numbers in no order that means anything, and are compared themselves.
  private func precedes(_ left: Inference.Value, _ right: Inference.Value, _ type: VariableType) -> Bool {
    if case .text = type {
      let printer = answer.printer(answer.locales[0])
      return printer.text(left, type) < printer.text(right, type)
    }
    return left < right
  }

  private func failed(_ section: ResolvedSection, _ query: ResolvedQuery, _ bindings: [Inference.Value])
    -> DiagnosticError
  {
    let what = EvaluationDiagnostics(answer.pack, answer.profile).described(bindings, query.variables)
    var findings = Findings()
    findings.report(
      "not-computable", "`where` of the section `\(section.id)` can't be computed with \(what)",
      at: section.span,
      help: "it divides by zero, or leaves the range of numbers")
    return answer.pack.sources.error(findings)
  }

  private func tooMany(_ section: ResolvedSection) -> DiagnosticError {
    var findings = Findings()
    findings.report(
      "too-many-lines", "the section `\(section.id)` has more lines than can be drawn", at: section.span)
    return answer.pack.sources.error(findings)
  }

  private mutating func line(
    _ section: ResolvedSection, _ query: ResolvedQuery?, _ bindings: [Inference.Value]
  ) throws(DiagnosticError) -> Line {
    lines += 1
    if lines > Sections.maxLines { throw tooMany(section) }
    return Line(
      text: section.text.map { answer.text($0, bindings) },
      percent: section.bar.map { Double(bindings[$0]) / 1_000_000 },
      note: section.note.map { answer.text($0, bindings) },
      sections: try sections(section.parts, given: bindings),
      bindings: query.map { Array(zip($0.variables, bindings)) } ?? [],
      facts: query.map { facts(of: $0, bindings) } ?? [], marginQuery: section.margin, answer: answer)
  }

  /// The facts that the atoms of a pattern matched.
  private func facts(of query: ResolvedQuery, _ bindings: [Inference.Value]) -> [Fact] {
    query.condition.atoms.compactMap { atom in
      guard let keys = atom.keys(bound: bindings) else { return nil }
      return answer.model.value(atom.leaf, keys).map { Fact(leaf: atom.leaf, keys: keys, value: $0) }
    }
  }
}
