import Inference
import RuleLanguage

/// Why a fact holds: where it is stated, or the rules that concluded it with what they read, down to the lines of files.
///
///     let why = try recommendation.why("fit: { content-operations: { rank: 1 } }")
///     for explanation in why.explanations {
///       print(explanation.place.text(in: "en"), explanation.sentence(in: "en"))
///       for conclusion in explanation.conclusions { print(conclusion.rule, conclusion.premises.count) }
///     }
///
/// The tree ends everywhere: no fact is explained by itself. A fact that was explained further up is not explained again.
public struct Explanation: Sendable {
  /// Where a fact comes from.
  public enum Origin: String, Sendable, CaseIterable {
    /// The profile states it.
    case profile
    /// The pack states it.
    case pack
    /// Nothing states it, and it is what the place reads as then.
    case assumed
    /// Rules concluded it.
    case rules
    /// It is a rank, which follows from its terms.
    case rank
  }

  /// Whether the tree goes on here.
  public enum Extent: String, Sendable {
    /// It goes on, or the fact is stated.
    case whole
    /// The fact is explained further up, under the same number.
    case above
    /// The depth that was asked for ends here.
    case cut
  }

  /// The place and the value.
  public let place: StatedPlace
  /// Where the fact comes from.
  public let origin: Origin
  /// The line of the profile or of the pack; for what is assumed, where the default is declared. Nil for what follows, and
  /// for what no file states.
  public let source: Place?
  /// Whether the tree goes on here.
  public let extent: Extent
  /// The number by which a fact that rules concluded is referred to, from 1 in the order of the tree; nil for others.
  public let number: Int?
  /// What pack and profile state towards a sum, a greatest or a least.
  public let stated: [Explanation]
  /// The rules that concluded it: of a sum all parts, largest first; of a greatest or least the winner first; of others the
  /// first three.
  public let conclusions: [Conclusion]
  /// How many conclusions of a plain fact are not listed.
  public let more: Int
  /// What a place holds that several rules contribute to.
  public let combines: Combination?
  /// Of a rank, what it sorts by and who stands beside.
  public let ranking: Ranking?
  let fact: Fact
  let answer: Answer

  /// Whether the fact is a member of a set or an entry of a map, and not a value.
  public var isMember: Bool { !answer.pack.shape[fact.leaf].hasValue }

  /// How the contributions to a place become its value.
  public enum Combination: String, Sendable, CaseIterable {
    case sum, max, min
  }

  /// The reason in one sentence: the `because` of the nearest rule that has one, else what the fact is.
  ///
  /// Of a sum it is the reason of the largest part, of a rank that of what it sorts by.
  public func sentence(in locale: String) -> String {
    Reasons.first(for: fact, answer)?.text.text(in: locale) ?? place.text(in: locale)
  }
}
