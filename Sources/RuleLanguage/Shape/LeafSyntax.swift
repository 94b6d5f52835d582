import Inference

/// The text of a type in a shape, taken apart: `0..5 = 0`, `text?`, `a | b`, `by score, -cost`.
struct LeafSyntax {
  enum Form {
    case text, yesNo, sum, max, min
    case number(ClosedRange<Value>?, isWhole: Bool)
    case words([String])
    case rank([Substring])
    case name(String)
    /// `"[kind]?"`, which YAML only takes between quotes.
    case set(String)
  }

  /// The types of one word.
  static let types = ["text", "number", "yes/no", "sum", "max", "min"]
  /// What can't name a kind.
  static let reserved = types + ["by", "alias", "yes", "no", protected]
  private static let protected = "protected"

  let type: Form
  var isOptional = false
  /// `protected T`: nothing may follow from it.
  var isProtected = false
  var fallback: Substring?

  init?(_ text: String) {
    var rest = text.trimmed
    if rest.hasPrefix(LeafSyntax.protected + " ") {
      isProtected = true
      rest = rest.dropFirst(LeafSyntax.protected.count).trimmed
    }
    if let sign = rest.lastIndex(of: "=") {
      fallback = rest[rest.index(after: sign)...].trimmed
      rest = rest[..<sign].trimmed
      if fallback?.isEmpty == true { return nil }
    } else if rest.hasSuffix("?") {
      isOptional = true
      rest = rest.dropLast().trimmed
    }
    guard let type = LeafSyntax.form(rest) else { return nil }
    switch type {
    case .rank where fallback != nil || isOptional || isProtected: return nil
    case .set where fallback != nil: return nil
    default: break
    }
    self.type = type
  }

  private static func form(_ text: Substring) -> Form? {
    switch text {
    case "": return nil
    case "text": return .text
    case "number": return .number(nil, isWhole: false)
    case "yes/no": return .yesNo
    case "sum": return .sum
    case "max": return .max
    case "min": return .min
    default: break
    }
    if text.hasPrefix("["), text.hasSuffix("]") {
      let name = text.dropFirst().dropLast().trimmed
      return isIdentifier(name) ? .set(String(name)) : nil
    }
    if text.hasPrefix("by ") {
      let terms = text.dropFirst(3).split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
      return terms.contains(where: \.isEmpty) ? nil : .rank(terms)
    }
    if text.contains("|") {
      let words = text.split(separator: "|", omittingEmptySubsequences: false).map { String($0.trimmed) }
      return words.allSatisfy(isIdentifier) && Set(words).count == words.count ? .words(words) : nil
    }
    if let range = text.range(of: "..") {
      let (low, high) = (text[..<range.lowerBound].trimmed, text[range.upperBound...].trimmed)
      guard !(low.isEmpty && high.isEmpty) else { return nil }
      let bounds = [(low, -Value.max), (high, Value.max)].map { $0.isEmpty ? $1 : ExactDecimal($0)?.rawValue }
      guard let least = bounds[0], let greatest = bounds[1], least <= greatest else { return nil }
      return .number(least...greatest, isWhole: !low.contains(".") && !high.contains("."))
    }
    return isIdentifier(text) ? .name(String(text)) : nil
  }
}
