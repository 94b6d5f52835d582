import Inference
import RuleLanguage
import SourceTree

/// A set of changes after which a goal holds, in an order in which they can be made.
public struct Route: Sendable {
  /// What all changes cost together, in the unit of the pack.
  public let cost: Double
  /// One for each place of the profile that changes, in the order of their places.
  public let changes: [Change]
  /// What is recommended after the changes: the engine ran on the changed profile, and the goal holds there.
  public let recommendation: Recommendation

  /// What changes at one place of the profile.
  public struct Change: Sendable {
    /// The place, as an author writes it: `profile.skills.data-analysis`.
    public let path: String
    /// What a reader calls the place: the name of its last id.
    public let subject: Text
    /// What is read there now: what the profile states, or the default; nil for nothing. A member of a set is true.
    public let from: Value?
    /// What is stated there afterwards; nil for nothing.
    public let to: Value?
    /// What the profile states there now, where it does.
    public let place: Place?
    /// What the change costs, in the unit of the pack.
    public let cost: Double
    /// One after the other: each can be taken when those before it are.
    public let steps: [Step]
  }

  /// A step from one value of a place to another one.
  public struct Step: Sendable {
    public let from: Value?
    public let to: Value?
    /// What the cheapest way costs, in the unit of the pack.
    public let cost: Double
    /// The cheapest first; at least one.
    public let ways: [Way]
  }

  /// A change of the pack that makes a step.
  public struct Way: Sendable, Hashable {
    /// The name of the change: `learn-from-a-resource`.
    public let change: String
    /// The change's `because`, with the values of this person; nil where it has none.
    public let text: Text?
    /// What it costs, in the unit of the pack.
    public let cost: Double
    /// Where the change stands in the pack.
    public let place: Place
  }
}
