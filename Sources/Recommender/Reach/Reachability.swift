/// The cheapest ways to a goal: which changes of the profile a person could make, so that it holds.
///
///     let found = try recommendation.reach("fit: { content-operations: { rank: 1 } }")
///     if let route = found.routes.first {
///       for change in route.changes { print(change.path, change.cost) }
///     }
public struct Reachability: Sendable {
  /// The goal, as it was asked.
  public let goal: String
  /// Whether the goal holds as it is; then the one route has no changes.
  public let holdsAlready: Bool
  /// The cheapest first. None holds all changes of another.
  public let routes: [Route]
  /// Whether the routes are the cheapest there are. False where the search met its limit: then `routes` has the best that
  /// was found.
  public let isExact: Bool
  /// What every route that is not listed costs at least, in the unit of the pack; nil where there is no other.
  public let bound: Double?
  /// Where no route was found: what forbids the goal and may not change.
  public let obstacles: [Obstacle]
}

/// A field of the profile that may not change and without whose change a goal can't be reached.
public struct Obstacle: Sendable {
  /// The field: `profile.years`.
  public let path: String
  /// What the profile states there, with the places: the first few facts.
  public let stated: [StatedFact]
  /// Whether it alone forbids the goal. False where the goal can be reached only if all obstacles change.
  public let isAlone: Bool

  /// Something that a profile states.
  public struct StatedFact: Sendable {
    /// `profile.years`.
    public let path: String
    public let value: Value
    public let place: Place?
  }
}
