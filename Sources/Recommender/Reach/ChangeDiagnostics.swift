import Inference
import RuleLanguage
import SourceTree

/// Collects what goes wrong when changes are looked for, in the words of the pack.
struct ChangeDiagnostics {
  private struct Problem: Hashable {
    let change: Int
    let bindings: [Inference.Value]
    let code: String
    let message: String
    var help: String?
  }

  /// So many are told at once.
  private static let maxProblems = 20

  private let answer: Answer
  private var problems: Set<Problem> = []

  init(_ answer: Answer) {
    self.answer = answer
  }

  /// - Parameter part: the part of the change that has no result: `where`, `then` or `cost`.
  mutating func notComputable(_ change: Int, _ part: String, _ bindings: [Inference.Value]) {
    problems.insert(
      Problem(
        change: change, bindings: bindings, code: "not-computable",
        message: "`\(part)` of the change `\(name(change))` can't be computed\(with(bindings, change))",
        help: "it divides by zero, or leaves the range of numbers"))
  }

  mutating func negative(_ change: Int, _ cost: Inference.Value, _ bindings: [Inference.Value]) {
    problems.insert(
      Problem(
        change: change, bindings: bindings, code: "negative-cost",
        message:
          "the change `\(name(change))` costs \(ExactDecimal(rawValue: cost))\(with(bindings, change))",
        help: "a step can't cost less than nothing"))
  }

  mutating func tooManyValues(_ change: Int, _ place: ProfilePlace, _ limit: Int) {
    problems.insert(
      Problem(
        change: change, bindings: [], code: "too-many-values",
        message: "the change `\(name(change))` leads to more than \(limit) values of `\(path(place))`",
        help: "say in `where` how far it goes, or give the place bounds in the shape"))
  }

  mutating func tooDear(_ place: ProfilePlace) {
    guard let change = answer.pack.changes.firstIndex(where: { $0.head.leaf == place.leaf }) else { return }
    problems.insert(
      Problem(
        change: change, bindings: [], code: "overflow",
        message: "the steps at `\(path(place))` leave the range of numbers, ±9,223,372,036,854"))
  }

  mutating func tooMany(_ change: Int) {
    problems.insert(
      Problem(
        change: change, bindings: [], code: "too-many-instances",
        message: "the change `\(name(change))` applies too often to be gone through",
        help: "the limit is set where the pack is loaded"))
  }

  func stop() throws(DiagnosticError) {
    if problems.isEmpty { return }
    var findings = Findings()
    let sorted = problems.sorted { one, other in
      guard one.change == other.change else { return one.change < other.change }
      guard one.bindings == other.bindings else {
        return one.bindings.lexicographicallyPrecedes(other.bindings)
      }
      return one.message < other.message
    }
    for problem in sorted.prefix(ChangeDiagnostics.maxProblems) {
      findings.report(
        problem.code, problem.message, at: answer.pack.changes[problem.change].rule.span, help: problem.help)
    }
    throw answer.pack.sources.error(findings)
  }

  private func name(_ change: Int) -> String { answer.pack.changes[change].rule.name }

  private func path(_ place: ProfilePlace) -> String {
    answer.printer(answer.locales[0]).path(place.leaf, place.keys)
  }

  private func with(_ bindings: [Inference.Value], _ change: Int) -> String {
    let text = EvaluationDiagnostics(answer.pack, answer.profile)
      .described(bindings, answer.pack.changes[change].rule.variables)
    return text.isEmpty ? "" : ", with \(text)"
  }
}
