import Inference
import RuleLanguage
import SourceTree

/// What a person may change in a profile, and what each change costs.
///
/// The first steps are those of the profile as it is; from each value that they lead to, further steps are looked for,
/// until no step leads to a value that is not known. Then the cheapest path to each value is an option.
struct Choices: Sendable {
  /// A place that may change, with the steps to each of its options.
  struct Item: Sendable {
    let place: ProfilePlace
    let choice: Choice
    /// By option of the choice: the steps in the order in which they are taken.
    let steps: [[ChangeStep]]
  }

  /// In the order of their places.
  let items: [Item]

  /// In the order of their places.
  var choices: [Choice] { items.map(\.choice) }

  /// Finds what may change.
  ///
  /// - Parameter filter: the places that matter; nil for all.
  /// - Throws: `not-computable`, `negative-cost`, `too-many-values` or `too-many-instances`, naming the change.
  static func of(_ answer: Answer, at filter: PlaceFilter? = nil) throws(DiagnosticError) -> Choices {
    var builder = ChoicesFromAnswer(answer, filter)
    return Choices(items: try builder.items())
  }

  /// The profile after some options are taken.
  ///
  /// - Parameter options: the number of a choice, and of one of its options.
  func profile(
    _ profile: ProfileFacts, taking options: [(choice: Int, option: Int)]
  ) -> ProfileFacts {
    profile.replacing(
      options.flatMap { items[$0.choice].choice.stated },
      with: options.flatMap { items[$0.choice].choice.options[$0.option].facts })
  }
}
