import Testing

@testable import RuleLanguage

/// How expressions are read.
@Suite struct ExpressionParserTests {
  @Test(
    "operators bind as in school",
    arguments: [
      ("1 + 2 * 3", "(1 + (2 * 3))"), ("1 - 2 - 3", "((1 - 2) - 3)"), ("$a-$b", "($a - $b)"),
      ("-2 + 3", "(-2 + 3)"),
      ("not $a = 1 and $b = 2 or $c = 3", "((not ($a = 1) and ($b = 2)) or ($c = 3))"),
      ("(1 + 2) * 3", "((1 + 2) * 3)"), ("min($a, 2, 3) / 2", "(min($a, 2, 3) / 2)"),
      ("$role != shop-owner", "($role != shop-owner)"),
      ("($a < $b) = $c", "(($a < $b) = $c)"), ("8 / 4 / 2", "((8 / 4) / 2)"), ("+20", "20"),
    ])
  func precedence(text: String, tree: String) throws {
    #expect(try ExpressionParser.parse(text).tree == tree)
  }

  @Test(
    "what is no expression says where",
    arguments: [
      ("1 +", 3, 3), ("1 < $a < 3", 7, 8), ("$", 0, 1), ("1.2.3", 0, 5), ("min(1)", 0, 6), ("sqrt(4)", 0, 4),
      ("(1", 2, 2),
      ("1 == 2", 2, 4), ("1 && 2", 2, 3), ("文案 $a", 7, 9),
    ])
  func mistakes(text: String, start: Int, end: Int) {
    do throws(ExpressionParser.Problem) {
      let tree = try ExpressionParser.parse(text).tree
      Issue.record("`\(text)` was read as \(tree)")
    } catch {
      #expect(error.start == start, "\(error.message)")
      #expect(error.end == end, "\(error.message)")
    }
  }

  @Test("a thousand parentheses are refused and do no harm")
  func depth() {
    #expect(throws: ExpressionParser.Problem.self) {
      try ExpressionParser.parse(
        String(repeating: "(", count: 1_000) + "1" + String(repeating: ")", count: 1_000))
    }
  }
}

extension ExpressionSyntax {
  /// The expression with all of its parentheses.
  fileprivate var tree: String {
    switch self {
    case .number(let value, _): "\(value / 1_000_000)"
    case .variable(let name, _): "$\(name)"
    case .word(let word, _): word
    case .unary(.negate, let inner, _): "-\(inner.tree)"
    case .unary(.not, let inner, _): "not \(inner.tree)"
    case .binary(let operation, let left, let right, _): "(\(left.tree) \(operation.rawValue) \(right.tree))"
    case .call(let function, let arguments, _):
      "\(function.rawValue)(\(arguments.map(\.tree).joined(separator: ", ")))"
    }
  }
}
