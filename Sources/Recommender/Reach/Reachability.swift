/// The cheapest ways to a goal: which changes of the profile a person could make so that it holds.
///
///     let found = try recommendation.reach("fit: { content-operations: { rank: 1 } }")
///     for change in found.routes.first?.changes ?? [] { print(change.path, change.cost) }
public struct Reachability: Sendable {
  /// The goal, as it was asked.
  public let goal: String
  /// The cheapest first. None holds all changes of another. Where the goal holds already, the only one has no changes.
  public let routes: [Route]
  /// Whether the routes are the cheapest that there are. False where the search met its limit: then the last of them is the
  /// best that was found.
  public let isExact: Bool
  /// What every route that is not listed costs at least, in the unit of the pack; nil where there is no other.
  public let bound: Double?
  /// What costs are counted in, as the pack calls it: hours.
  public let unit: Text?
  /// Where there is no route: what forbids the goal.
  public let obstacle: Obstacle?
  let answer: Answer

  /// Whether the goal holds without any change.
  public var holdsAlready: Bool { routes.first?.changes.isEmpty == true }

  /// How far a search has come.
  public struct Progress: Sendable {
    /// How much of the effort is used up, 0 to 1. Most searches end long before 1.
    public let share: Double
    /// What every route that is not found yet costs at least, in the unit of the pack.
    public let bound: Double
    /// What costs are counted in.
    public let unit: Text?
  }

  /// What forbids a goal.
  public enum Obstacle: Sendable {
    /// Each of these fields of the profile, none of which may change, forbids it alone.
    case each([Field])
    /// These fields, none of which may change, forbid it together.
    case together([Field])
    /// Whatever a profile states, the rules never lead there.
    case rules
    /// Every change was tried. Without any one of these statements there would be a way, and no change takes it away.
    case without([Field])
    /// Every change was tried. Without all of these statements there would be a way.
    case withoutAll([Field])
    /// There are changes within which the goal seems possible, and each of them was tried.
    case search
    /// There may be routes, and every one costs more than was allowed.
    case cost
  }

  /// A field of the profile.
  public struct Field: Sendable {
    /// `profile.years`.
    public let path: String
    /// What the profile states there, the first few facts; none where it states nothing.
    public let stated: [Statement]
    /// How many more facts it states there.
    public let more: Int
  }

  /// Something that the profile states.
  public struct Statement: Sendable {
    /// `profile.skills.copywriting`.
    public let path: String
    /// What is stated; of a member of a set true.
    public let value: Value
    /// Where it is stated.
    public let place: Place?
  }
}
