import RuleLanguage
import SourceTree

extension Recommendation {
  /// Explains why a goal holds.
  ///
  ///     let why = try recommendation.why("fit: { content-operations: { rank: 1 } }")
  ///     print(why.explanations.first?.sentence(in: "en") ?? "it does not hold")
  ///
  /// Reasons are found when they are asked for; an evaluation does nothing for them.
  ///
  /// - Parameters:
  ///   - goal: a pattern as in `when`, or a list of patterns that must match together.
  ///   - depth: how many facts stand below one another, from 1 to 64.
  ///   - limit: how many facts that the goal matches are explained, at least 1.
  /// - Returns: the facts with their reasons; none where the goal does not hold.
  /// - Throws: every mistake in the goal, which messages call `goal`.
  public func why(_ goal: String, depth: Int = 64, limit: Int = 5) throws(DiagnosticError) -> Why {
    let read = try self.goal(goal)
    let facts = read.facts
    var tree = ExplanationTree(read.answer, depth: depth)
    let shown = facts.prefix(max(1, limit))
    return Why(
      goal: goal, explanations: shown.map { tree.explanation(of: $0) }, more: facts.count - shown.count,
      recommendation: self)
  }

  /// Explains why a goal does not hold: the ways in which it could have come about, nearest first.
  ///
  ///     let whyNot = try recommendation.whyNot("targets: channel-operations")
  ///     print(whyNot.holds, whyNot.misses.first?.failing.count ?? 0)
  ///
  /// - Parameters:
  ///   - goal: a pattern as in `when`, or a list of patterns that must match together.
  ///   - depth: how many conclusions that are missing are followed up below one another, from 1 to 16.
  ///   - limit: how many ways to one conclusion are told, at least 1; of those below others two at most.
  /// - Throws: every mistake in the goal, which messages call `goal`.
  public func whyNot(_ goal: String, depth: Int = 3, limit: Int = 5) throws(DiagnosticError) -> WhyNot {
    let read = try self.goal(goal)
    var search = AbsenceSearch(read.answer, depth: depth, limit: limit)
    return search.answer(read, of: self)
  }

  /// Reads a goal.
  func goal(_ text: String) throws(DiagnosticError) -> Goal {
    Goal(text, try answer.query(text, limits: .standard), answer)
  }
}
