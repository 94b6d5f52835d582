/// A failure of an evaluation: what went wrong, and in which rule.
package struct NaiveFailure: Sendable, Hashable, CustomStringConvertible {
  /// What can go wrong; the raw values are the codes of the engine's diagnostics.
  package enum Code: String, Error, Sendable {
    case conflict
    case divisionByZero = "division-by-zero"
    case overflow
    case outOfBounds = "out-of-bounds"
  }

  package var code: Code
  package var rule: String

  package var description: String { "\(code.rawValue) in \(rule)" }
}
