import Inference
import SourceTree

extension Resolver {
  /// Reads a scalar as the type of the leaf where it stands; nothing is guessed.
  mutating func constant(_ text: String, at span: Span, of leaf: ShapeLeaf) -> Value? {
    switch leaf.type {
    case .number: return number(text, at: span, of: leaf)
    case .yesNo:
      switch text {
      case "yes", "true": return 1
      case "no", "false": return 0
      default:
        findings.report("wrong-type", "expected yes or no, not `\(text)`", at: span)
        return nil
      }
    case .words(let words):
      guard words.contains(text), let word = shape.word(text) else {
        findings.report(
          "unknown-word", "`\(text)` is not one of \(quoted(words))", at: span,
          help: findings.suggestion(text, words))
        return nil
      }
      return word
    case .id(let kind): return id(text, of: kind, at: span).map { Value($0) }
    case .text: return texts.intern(LocalizedText(text))
    }
  }

  mutating func number(_ text: String, at span: Span, of leaf: ShapeLeaf) -> Value? {
    guard let number = decimal(text, at: span) else { return nil }
    return checkBounds(number, text, at: span, of: leaf) ? number : nil
  }

  static let numbers =
    "a number such as 2 or 0.5 has up to six digits behind the point and is within ±9,223,372,036,854"

  /// A decimal number with up to six places.
  mutating func decimal(_ text: String, at span: Span) -> Value? {
    if let number = ExactDecimal(text) { return number.rawValue }
    let looksLikeNumber = text.first.map { $0.isNumber || $0 == "-" || $0 == "+" || $0 == "." } == true
    findings.report(
      "wrong-type", "expected a number, not `\(text)`", at: span,
      help: looksLikeNumber ? Resolver.numbers : nil)
    return nil
  }

  mutating func checkBounds(_ number: Value, _ text: String, at span: Span, of leaf: ShapeLeaf) -> Bool {
    if let bounds = leaf.bounds, !bounds.contains(number) {
      findings.report("out-of-bounds", "`\(text)` is not within \(described(leaf))", at: span)
      return false
    }
    if leaf.isWhole, number % 1_000_000 != 0 {
      findings.report("out-of-bounds", "`\(text)` is not a whole number within \(described(leaf))", at: span)
      return false
    }
    return true
  }

  func described(_ leaf: ShapeLeaf) -> String {
    guard let bounds = leaf.bounds else { return "its bounds" }
    let low = bounds.lowerBound == -Value.max ? "" : ExactDecimal(rawValue: bounds.lowerBound).description
    let high = bounds.upperBound == Value.max ? "" : ExactDecimal(rawValue: bounds.upperBound).description
    return "`\(low)..\(high)`"
  }
}
