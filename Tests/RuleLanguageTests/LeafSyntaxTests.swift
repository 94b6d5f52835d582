import Inference
import Testing

@testable import RuleLanguage

/// The texts of types in a shape.
@Suite struct LeafSyntaxTests {
  @Test(
    "a type may have a default or be optional",
    arguments: [
      ("0..5 = 0", "0", false), ("text?", nil, true), ("sum = 0", "0", false), ("a | b = a", "a", false),
      ("number", nil, false),
      ("yes/no = no", "no", false), ("skill?", nil, true), ("[skill]?", nil, true),
    ] as [(String, String?, Bool)])
  func suffixes(text: String, fallback: String?, isOptional: Bool) throws {
    let syntax = try #require(LeafSyntax(text))
    #expect(syntax.fallback.map { String($0) } == fallback)
    #expect(syntax.isOptional == isOptional)
  }

  @Test(
    "a range is whole where neither end has a point",
    arguments: [
      ("0..5", 0, 5_000_000, true), ("0.0..5", 0, 5_000_000, false), ("-1..0.5", -1_000_000, 500_000, false),
    ])
  func ranges(text: String, low: Value, high: Value, isWhole: Bool) throws {
    guard case .number(let bounds, let whole)? = LeafSyntax(text)?.type else {
      Issue.record("`\(text)` is no range")
      return
    }
    #expect(bounds == low...high)
    #expect(whole == isWhole)
  }

  @Test(
    "what is no type is refused",
    arguments: ["", "=", "5..0", "..", "a |", "by a,", "by a = 0", "sum = ", "[a", "1..x"])
  func refused(text: String) {
    #expect(LeafSyntax(text) == nil)
  }
}
