import SourceTree
import Testing

@Suite("A file over a limit")
struct SourceLimitsTests {
  @Test("in bytes is not read")
  func bytes() {
    #expect(Reading("a: 123", limits: SourceLimits(maxBytes: 6)).findings.isEmpty)
    let reading = Reading("a: 1234", limits: SourceLimits(maxBytes: 6))
    #expect(reading.codes == ["file-too-large"])
    #expect(reading.findings.list.first?.message == "the file is larger than 6 bytes")
    #expect(reading.root == nil)
  }

  @Test("in depth is refused where it gets too deep")
  func depth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(Reading(nested(64)).findings.isEmpty)
    let reading = Reading(nested(65))
    #expect(reading.codes == ["too-deep"])
    #expect(reading.diagnostics.first?.place?.column == 65)
    #expect(Reading(nested(3), limits: SourceLimits(maxDepth: 2)).codes == ["too-deep"])
    #expect(Reading(String(repeating: "- ", count: 100_000)).codes == ["too-deep"])
    #expect(Reading(String(repeating: "{a: ", count: 100_000)).codes == ["too-deep"])
  }

  @Test("in nodes is refused")
  func nodes() {
    #expect(Reading("[a, b, c]", limits: SourceLimits(maxNodes: 4)).findings.isEmpty)
    #expect(Reading("[a, b, c, d]", limits: SourceLimits(maxNodes: 4)).codes == ["too-many-nodes"])
  }

  @Test("through aliases of aliases is refused at once")
  func explodingAliases() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...40 {
      let items = Array(repeating: "*a\(level - 1)", count: 9)
      text += "a\(level): &a\(level) [" + items.joined(separator: ", ") + "]\n"
    }
    let reading = Reading(text)
    #expect(reading.codes == ["too-many-aliases"])
    #expect(reading.root == nil)
    #expect(Reading("a: &a [1, 2]\nb: [*a, *a]\n", limits: SourceLimits(maxAliasedNodes: 6)).findings.isEmpty)
    #expect(
      Reading("a: &a [1, 2]\nb: [*a, *a]\n", limits: SourceLimits(maxAliasedNodes: 5)).codes
        == ["too-many-aliases"])
    #expect(
      Reading("a: &a [1, 2]\nb: *a\n", limits: SourceLimits(maxNodes: 8)).codes == ["too-many-aliases"])
  }

  /// Time that grew with the square of the file would be seen as a test that hangs.
  @Test("is read or refused, however odd")
  func oddTexts() {
    func many(_ text: String) -> String { String(repeating: text, count: 20_000) }
    for text in [
      "[" + many("a, ") + many("(, ") + "]", "{" + many("(a: 1, "), "[" + many("&a b, ") + many("*c, ") + "]",
      many("? "), many("{a: [(") + "]", many("a: 1 "), many("\\"), "\"" + many("\\"), "- " + many("\n\n"),
      "{" + (0..<20_000).map { "\"文\($0 / 2)\": 1" }.joined(separator: ", ") + "}",
    ] {
      let reading = Reading(text)
      #expect(reading.diagnostics.count <= 101)
    }
  }

  @Test("in depth through aliases is refused")
  func deepAliases() {
    var text = "a0: &a0 [[x]]\n"
    for level in 1...40 {
      text += "a\(level): &a\(level) [[*a\(level - 1)]]\n"
    }
    #expect(Reading(text).codes == ["too-deep"])
    let limits = SourceLimits(maxDepth: 4)
    #expect(Reading("a: &a [[x]]\nb: [*a]\n", limits: limits).findings.isEmpty)
    #expect(Reading("a: &a [[x]]\nb: [[*a]]\n", limits: limits).codes == ["too-deep"])
    #expect(Reading("a: &a [[x]]\nb: [[&c d]]\nc: [[*c]]\n", limits: limits).findings.isEmpty)
  }
}
