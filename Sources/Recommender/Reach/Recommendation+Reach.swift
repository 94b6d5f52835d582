import Inference
import RuleLanguage

extension Recommendation {
  /// Finds the cheapest changes to the profile after which a goal holds.
  ///
  ///     let found = try recommendation.reach("targets: channel-operations", within: 200)
  ///     print(found.routes.first?.cost ?? 0)
  ///
  /// Which changes there are and what they cost is said by the pack, under `changes`. No cheaper set of changes exists; where
  /// the search meets its limit, `Reachability.isExact` is false. Each route was evaluated.
  ///
  /// - Parameters:
  ///   - goal: a pattern as in `when`, or a list of patterns that must match together.
  ///   - count: how many routes are wanted, at least 1.
  ///   - within: what a route may cost at most, in the unit of the pack.
  ///   - effort: how many parts of the search are looked at before it stops; thousands take a second or so.
  ///   - goesOn: is told again and again, thousands of times a second, how far the search has come; false stops it with the
  ///     best route that it finds at once.
  /// - Throws: every mistake in the goal, which messages call `goal`; `not-computable`, `negative-cost`, `too-many-values` or
  ///   `too-many-instances` where a change of the pack goes wrong.
  public func reach(
    _ goal: String, count: Int = 1, within: Double? = nil, effort: Int = Reachability.standardEffort,
    while goesOn: (Reachability.Progress) -> Bool = { _ in true }
  ) throws(DiagnosticError) -> Reachability {
    let read = try self.goal(goal)
    let search = RouteSearch(read.answer, read.condition, variables: read.count, goal: goal)
    return try search.reachability(count: count, within: within, effort: effort, while: goesOn)
  }
}

extension Reachability {
  /// How many parts of a search are looked at, if nothing else is said.
  public static let standardEffort = 50_000
}

extension Line {
  /// The cheapest changes to the profile that take the line's place away; nil where the pack does not say, by `margin`, what
  /// that means for the line.
  ///
  ///     if let margin = try recommendation.section("roles").first?.margin() { print(margin.routes.first?.cost ?? .infinity) }
  ///
  /// No route means that no change which the pack knows of takes it away.
  ///
  /// - Throws: as `Recommendation.reach`.
  public func margin(effort: Int = Reachability.standardEffort) throws(DiagnosticError) -> Reachability? {
    guard let query = marginQuery else { return nil }
    let search = RouteSearch(
      answer, query.condition.bound(bindings.prefix(query.given).map(\.value)),
      variables: query.variables.count,
      goal: text(in: answer.locales[0]), isWanted: false)
    return try search.reachability(count: 1, within: nil, effort: effort, isToldWhy: false)
  }
}
