/// Why a rule concluded something, in the words of its author.
public struct Reason: Sendable, Hashable {
  /// The name of the rule, with the row of its table: `aim-by-years[2]`.
  public let rule: String
  /// The rule's `because`, with the values of this person.
  public let text: Text
  /// Where the rule itself comes from, where its author says so.
  public let source: String?
  /// Where the rule stands.
  public let place: Place
}
