import Inference

/// Reads `+ - * /`, `< <= = != >= >`, `and or not`, functions and parentheses, by precedence climbing.
struct ExpressionParser {
  struct Problem: Error {
    let message: String
    let start: Int
    let end: Int
    var help: String?
  }

  private enum Token: Equatable {
    case number(Value)
    case variable(String)
    case name(String)
    case symbol(String)
    case end
  }

  private static let maxDepth = 64
  private static let maxOperators = 1000
  /// Operators of other notations.
  private static let foreign = [
    "==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "!": "not", "≥": ">=", "≤": "<=", "≠": "!=", "&": "and",
    "|": "or", "×": "*", "÷": "/",
    "＞": ">", "＜": "<", "＝": "=",
  ]

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var offset = 0
  private var token = Token.end
  private var tokenStart = 0
  private var tokenEnd = 0
  private var previousEnd = 0
  private var depth = 0
  private var operators = 0

  static func parse(_ text: String) throws(Problem) -> ExpressionSyntax {
    var parser = ExpressionParser(scalars: Array(text.unicodeScalars))
    try parser.advance()
    let expression = try parser.expression(atLeast: 1)
    if parser.token != .end { throw parser.unexpected("an operator") }
    return expression
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  // MARK: Tokens

  private mutating func advance() throws(Problem) {
    previousEnd = tokenEnd
    while position < scalars.count, scalars[position].properties.isWhitespace { step() }
    tokenStart = offset
    defer { tokenEnd = offset }
    guard position < scalars.count else {
      token = .end
      return
    }
    let first = scalars[position]
    switch first {
    case "$":
      step()
      let name = take(while: isVariableScalar)
      if name.isEmpty {
        throw Problem(message: "expected the name of a variable behind `$`", start: tokenStart, end: offset)
      }
      token = .variable(name)
    case "0"..."9", ".":
      let text = take { "0"..."9" ~= $0 || $0 == "." }
      guard let number = ExactDecimal(text) else {
        throw Problem(
          message: "`\(text)` is not a number", start: tokenStart, end: offset, help: Resolver.numbers)
      }
      token = .number(number.rawValue)
    case "+", "-", "*", "/", "(", ")", ",":
      step()
      token = .symbol(String(Character(first)))
    case "<", ">", "!", "=":
      step()
      var symbol = String(Character(first))
      if position < scalars.count, ["<", ">", "="].contains(scalars[position]) {
        symbol += String(Character(scalars[position]))
        step()
      }
      guard ExpressionSyntax.Binary(rawValue: symbol) != nil else {
        throw Problem(
          message: "`\(symbol)` is not an operator", start: tokenStart, end: offset,
          help: ExpressionParser.foreign[symbol].map { "write `\($0)`" })
      }
      token = .symbol(symbol)
    default:
      let name = take { isVariableScalar($0) || $0 == "-" }
      if name.isEmpty {
        step()
        throw Problem(
          message: "`\(Character(first))` has no meaning in an expression", start: tokenStart, end: offset,
          help: ExpressionParser.foreign[String(Character(first))].map { "write `\($0)`" })
      }
      token = .name(name)
    }
  }

  private mutating func step() {
    offset += UTF8.width(scalars[position])
    position += 1
  }

  private mutating func take(while isIn: (Unicode.Scalar) -> Bool) -> String {
    var text = ""
    while position < scalars.count, isIn(scalars[position]) {
      text.unicodeScalars.append(scalars[position])
      step()
    }
    return text
  }

  private func unexpected(_ expected: String) -> Problem {
    if token == .end {
      return Problem(
        message: "the expression ends where \(expected) is expected", start: tokenStart, end: tokenStart)
    }
    return Problem(message: "expected \(expected) here", start: tokenStart, end: tokenEnd)
  }

  // MARK: Grammar

  private var operatorAhead: ExpressionSyntax.Binary? {
    switch token {
    case .symbol(let symbol): ExpressionSyntax.Binary(rawValue: symbol)
    case .name("and"): .and
    case .name("or"): .or
    case .name, .number, .variable, .end: nil
    }
  }

  private mutating func expression(atLeast precedence: Int) throws(Problem) -> ExpressionSyntax {
    depth += 1
    defer { depth -= 1 }
    if depth > ExpressionParser.maxDepth {
      throw Problem(
        message: "the expression is nested more than \(ExpressionParser.maxDepth) deep", start: tokenStart,
        end: tokenEnd)
    }
    var isClosed = token == .symbol("(")
    var left = try operand()
    while let next = operatorAhead, next.precedence >= precedence {
      // What stands in parentheses may be compared again: `($a < $b) = $c` compares two truths.
      if next.isComparison, !isClosed, case .binary(let other, _, _, _) = left, other.isComparison {
        throw Problem(
          message: "comparisons can't be chained", start: tokenStart, end: tokenEnd,
          help: "write `1 < $a and $a < 3`")
      }
      operators += 1
      if operators > ExpressionParser.maxOperators {
        throw Problem(
          message: "the expression has more than \(ExpressionParser.maxOperators) operators",
          start: tokenStart, end: tokenEnd)
      }
      try advance()
      let right = try expression(atLeast: next.precedence + 1)
      left = .binary(next, left, right, .init(start: left.extent.start, end: right.extent.end))
      isClosed = false
    }
    return left
  }

  private mutating func operand() throws(Problem) -> ExpressionSyntax {
    let start = tokenStart
    switch token {
    case .number(let value):
      try advance()
      return .number(value, .init(start: start, end: previousEnd))
    case .variable(let name):
      try advance()
      return .variable(name, .init(start: start, end: previousEnd))
    case .symbol("-"), .symbol("+"):
      let isMinus = token == .symbol("-")
      try advance()
      let inner = try expression(atLeast: 7)
      return isMinus ? .unary(.negate, inner, .init(start: start, end: previousEnd)) : inner
    case .name("not"):
      try advance()
      let inner = try expression(atLeast: 3)
      return .unary(.not, inner, .init(start: start, end: previousEnd))
    case .symbol("("):
      try advance()
      let inner = try expression(atLeast: 1)
      try close()
      return inner
    case .name("and"), .name("or"): throw unexpected("a number, `$variable` or `(`")
    case .name(let name):
      try advance()
      if token == .symbol("(") { return try call(name, from: start) }
      return .word(name, .init(start: start, end: previousEnd))
    case .symbol, .end: throw unexpected("a number, `$variable` or `(`")
    }
  }

  private mutating func call(_ name: String, from start: Int) throws(Problem) -> ExpressionSyntax {
    guard let function = ExpressionSyntax.Function(rawValue: name) else {
      throw Problem(
        message: "`\(name)` is not a function", start: start, end: previousEnd,
        help: "the functions are \(quoted(ExpressionSyntax.Function.allCases.map(\.rawValue)))")
    }
    try advance()
    var arguments = [try expression(atLeast: 1)]
    while token == .symbol(",") {
      try advance()
      arguments.append(try expression(atLeast: 1))
    }
    try close()
    let many = function == .min || function == .max
    if many ? arguments.count < 2 : arguments.count != 1 {
      throw Problem(
        message: "`\(name)` takes \(many ? "two or more values" : "one value")", start: start,
        end: previousEnd)
    }
    return .call(function, arguments, .init(start: start, end: previousEnd))
  }

  private mutating func close() throws(Problem) {
    guard token == .symbol(")") else { throw unexpected("`)`") }
    try advance()
  }
}
