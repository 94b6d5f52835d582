import Inference
import SourceTree

/// A step of a certificate: a fact, and what it is said to follow from.
struct CertificateStep {
  enum Grounds {
    case derivation(Derived)
    /// What adds up, or what the greatest or least of is the value; `sum`, `max` or `min`.
    case parts(form: String, [Part])
    /// The values that a rank sorts by.
    case rank([Premise])
  }

  /// What is stated about one match of a rule.
  struct Derived {
    let span: Span
    /// In the pack's rules.
    let rule: Int
    /// The author's variables.
    let bindings: Bindings
    let premises: [Premise]
    let unless: [String]
  }

  struct Part {
    let span: Span
    let value: Inference.Value
    /// Nil for what pack or profile states.
    let derived: Derived?
    let origin: CheckedFacts.Origin?
  }

  struct Premise {
    let span: Span
    let fact: Fact
    let origin: CheckedFacts.Origin
  }

  let span: Span
  let fact: Fact
  let grounds: Grounds
}
