import Inference

/// A set of changes after which a goal holds.
public struct Route: Sendable {
  /// What all changes cost together, in the unit of the pack.
  public let cost: Double
  /// One for each place of the profile that changes, the cheapest first.
  public let changes: [Change]
  /// What follows from the changed profile: the rules were evaluated for it, and the goal holds there.
  let answer: Answer

  /// What is recommended after the changes, drawn up when it is asked for.
  ///
  /// - Throws: as `Pack.recommendation(for:)`.
  public var recommendation: Recommendation {
    get throws(DiagnosticError) { try Recommendation(answer) }
  }

  /// What changes at one place of the profile.
  public struct Change: Sendable {
    /// The place, as an author writes it: `profile.skills.data-analysis`.
    public let path: String
    /// The place for a reader: the name of the id at its end, or the field.
    public let subject: Text
    /// What is read there now, a default included; nil for nothing. A member of a set is true.
    public let from: Value?
    /// What is stated there afterwards; nil for nothing.
    public let to: Value?
    /// Where the profile states what is there now.
    public let place: Place?
    /// What the change costs, in the unit of the pack.
    public let cost: Double
    /// One after the other: each can be taken when those before it are.
    public let steps: [Step]
  }

  /// A step from one value of a place to another one.
  public struct Step: Sendable {
    /// What is read before the step.
    public let from: Value?
    /// What is stated after it.
    public let to: Value?
    /// What the cheapest way costs, in the unit of the pack.
    public let cost: Double
    /// The cheapest first; at least one.
    public let ways: [Way]
  }

  /// A change of the pack that makes a step.
  public struct Way: Sendable {
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
