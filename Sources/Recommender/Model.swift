import Inference

/// What holds for a profile, as sections, reasons, assumptions and certificates are drawn from it: what an evaluation
/// left, or what a certificate proves.
protocol Model: Sendable {
  /// What a place holds, with its default; 1 or nil for a member.
  func value(_ leaf: LeafID, _ keys: [Int]) -> Inference.Value?
  /// What is stated or concluded in a leaf, sorted by keys. Defaults are not listed.
  func facts(of leaf: LeafID) -> [Fact]
  /// The direct reasons of a fact, sorted by clause, then bindings; of matches that agree in all that counts one.
  func derivations(of fact: Fact) -> [Derivation]
  /// The same with all matches.
  func everyDerivation(of fact: Fact) -> [Derivation]
  /// The bindings under which a condition holds and none of `unless` does, distinct and sorted.
  func answers(
    to condition: Condition, unless: [Condition], variables: Int, given: [Inference.Value?]
  ) -> Answers
}

extension Outcome: Model {}
