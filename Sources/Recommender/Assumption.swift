import Inference
import RuleLanguage

/// Something that the profile does not state and the result rests on.
public struct Assumption: Sendable {
  /// The place below `profile`: `skills.data-analysis`, `years`.
  public let path: String
  /// What a person calls it: the name of the skill, or the field.
  public let subject: Text
  /// What it counts as; nil where rules that ask for it don't apply at all.
  public let value: Value?
  /// How many times rules and lines read it.
  public let uses: Int
  /// The question that the pack asks about the field.
  public let question: Text?
  /// What helps to answer the question.
  public let help: Text?
}
