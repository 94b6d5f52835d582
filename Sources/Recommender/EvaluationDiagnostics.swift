import Inference
import RuleLanguage
import SourceTree

/// Says what went wrong in an evaluation in the words of the rules.
struct EvaluationDiagnostics {
  private let pack: CompiledPack
  private let profile: ProfileFacts

  init(_ pack: CompiledPack, _ profile: ProfileFacts) {
    self.pack = pack
    self.profile = profile
  }

  func error(_ error: EvaluationError) -> DiagnosticError {
    var findings = Findings()
    for failure in error.failures { report(failure, &findings) }
    return pack.sources.error(findings)
  }

  private var printer: ValuePrinter {
    ValuePrinter(pack: pack, texts: profile.texts, locale: pack.locales[0])
  }

  private func report(_ failure: Failure, _ findings: inout Findings) {
    switch failure {
    case .conflict(let leaf, let keys, let first, let second):
      let quarrel = quarrel(between: first, second)
      findings.report(
        "conflict", "\(quarrel.who) for `\(printer.path(leaf, keys))`",
        at: span(of: first) ?? span(of: second),
        help: "\(quarrel.advice), or declare the place as a set, `sum`, `max` or `min`",
        notes: [first, second].map {
          (
            described($0, leaf, keys),
            span(of: $0) ?? pack.span(ofFactAt: leaf, keys)
          )
        })
    case .divisionByZero(let clause, let bindings):
      report("division-by-zero", "divides by zero", clause, bindings, &findings)
    case .overflow(let clause, let bindings):
      report("overflow", "leaves the range of numbers, ±9,223,372,036,854", clause, bindings, &findings)
    case .outOfBounds(let clause, let bindings, let leaf, let value):
      let number = ExactDecimal(rawValue: value).description
      report(
        "out-of-bounds",
        "concludes \(number) for `\(pack.shape[leaf].path)`, which is not within `\(bounds(leaf))`", clause,
        bindings, &findings, concluding: leaf)
    case .notWhole(let clause, let bindings, let leaf, let value):
      let number = ExactDecimal(rawValue: value).description
      report(
        "out-of-bounds", "concludes \(number) for `\(pack.shape[leaf].path)`, which holds whole numbers",
        clause, bindings, &findings, concluding: leaf)
    case .tooManyFacts(let limit):
      findings.report(
        "too-many-facts", "more than \(limit) facts follow from the profile", at: nil,
        help: "the limit is set where the pack is loaded")
    case .tooManyInstances(let limit):
      findings.report(
        "too-many-instances", "rules apply more than \(limit) times to the profile", at: nil,
        help: "the limit is set where the pack is loaded")
    }
  }

  /// Who disagrees in a conflict.
  private func quarrel(between first: Side, _ second: Side) -> (who: String, advice: String) {
    switch (name(of: first), name(of: second)) {
    case (nil, let name?), (let name?, nil):
      ("the rule `\(name)` concludes another value than is stated", "let the rule leave out what is stated")
    case (let name?, let other?) where name == other:
      ("the rule `\(name)` concludes different values", "let the rule choose one of them")
    default: ("two rules conclude different values", "let one of them exclude the other")
    }
  }

  private func name(of side: Side) -> String? {
    guard case .derived(let clause, _, _) = side else { return nil }
    return pack.rule(clause).name
  }

  private func report(
    _ code: String, _ what: String, _ clause: ClauseID, _ bindings: [Inference.Value],
    _ findings: inout Findings, concluding leaf: LeafID? = nil
  ) {
    let rule = pack.rule(clause)
    findings.report(
      code, "the rule `\(rule.name)` \(what)\(with(bindings, rule))", at: span(of: rule, concluding: leaf))
  }

  /// Where the rule concludes into a leaf. The row of a table says more than the `then` that all rows share.
  private func span(of rule: ResolvedRule, concluding leaf: LeafID?) -> Span {
    guard rule.table == nil, let head = rule.clause.heads.firstIndex(where: { $0.leaf == leaf }) else {
      return rule.span
    }
    return rule.headSpans[head]
  }

  private func with(_ bindings: [Inference.Value], _ rule: ResolvedRule) -> String {
    let text = described(bindings, rule.variables)
    return text.isEmpty ? "" : ", with \(text)"
  }

  /// `$have = 3, $role = content-operations`.
  func described(_ bindings: [Inference.Value], _ variables: [ResolvedRule.Variable]) -> String {
    zip(variables, bindings).compactMap { variable, value in
      guard let name = variable.name else { return nil }
      return "$\(name) = \(data(value, variable.type))"
    }.joined(separator: ", ")
  }

  private func data(_ value: Inference.Value, _ type: VariableType) -> String {
    switch printer.data(value, type) {
    case .text(let text), .number(let text): text
    case .bool(let truth): truth ? "yes" : "no"
    case .list, .object: ""
    }
  }

  private func described(_ side: Side, _ leaf: LeafID, _ keys: [Int]) -> String {
    let value = data(side.value, VariableType(pack.shape[leaf].type))
    switch side {
    case .given: return "`\(value)` is stated"
    case .derived(let clause, let bindings, _):
      let rule = pack.rule(clause)
      return "the rule `\(rule.name)` concludes `\(value)`\(with(bindings, rule))"
    }
  }

  private func span(of side: Side) -> Span? {
    guard case .derived(let clause, _, _) = side else { return nil }
    return pack.rule(clause).span
  }

  private func bounds(_ leaf: LeafID) -> String {
    guard let bounds = pack.shape[leaf].bounds else { return "its bounds" }
    let low = bounds.lowerBound == -.max ? "" : ExactDecimal(rawValue: bounds.lowerBound).description
    let high = bounds.upperBound == .max ? "" : ExactDecimal(rawValue: bounds.upperBound).description
    return "\(low)..\(high)"
  }
}
