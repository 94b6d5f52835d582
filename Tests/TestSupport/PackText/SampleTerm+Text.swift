extension SampleTerm {
  /// The term as it stands in a pattern.
  package var text: String {
    switch self {
    case .constant(let value): value.text
    case .variable(let name): "$" + name
    }
  }
}

extension SampleChoice {
  /// The choice as it stands in a pattern: `1..3`, `..<$have`, `low | mid`.
  package var text: String {
    switch self {
    case .range(let lower, let upper, let isOpen):
      "\(lower?.text ?? "")..\(isOpen ? "<" : "")\(upper?.text ?? "")"
    case .oneOf(let values): values.map(\.text).joined(separator: " | ")
    }
  }
}

extension SampleExpression {
  /// The expression with no more parentheses than it needs.
  package var text: String { text(within: 0) }

  private static let strength = [
    "or": 1, "and": 2, "<": 4, "<=": 4, "=": 4, "!=": 4, ">=": 4, ">": 4, "+": 5, "-": 5, "*": 6, "/": 6,
  ]

  private func text(within outer: Int) -> String {
    switch self {
    case .constant(let value):
      // A negative constant stands in parentheses behind an operator.
      return outer > 4 && value.text.hasPrefix("-") ? "(\(value.text))" : value.text
    case .variable(let name): return "$" + name
    case .operation("negate", let operands): return "-" + operands[0].text(within: 9)
    case .operation(let name, let operands):
      guard let strength = Self.strength[name] else {
        return "\(name)(\(operands.map(\.text).joined(separator: ", ")))"
      }
      // Operators of one strength bind to the left; comparisons do not follow one another.
      let left = operands[0].text(within: strength)
      let text = "\(left) \(name) \(operands[1].text(within: strength + 1))"
      return strength < outer ? "(\(text))" : text
    }
  }
}
