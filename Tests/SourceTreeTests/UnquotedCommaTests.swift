import SourceTree
import Testing

@Suite("An expression that a comma cuts")
struct UnquotedCommaTests {
  @Test(
    "is told once, whole, and leaves no trace in the tree",
    arguments: [
      ("x: { score: ⟦min($a, $b)⟧ }", "{x: {score: min($a, $b)}}"),
      ("x: { score: ⟦min($a, $b) + 1⟧, c: 1 }", "{x: {score: min($a, $b) + 1, c: 1}}"),
      ("x: { a: ⟦g(max($a, 2), min($b, 3)) * 2⟧, 甲: 2}", "{x: {a: g(max($a, 2), min($b, 3)) * 2, 甲: 2}}"),
      ("x: { 甲: {b: ⟦min($x,$y)⟧}, c: 1 }", "{x: {甲: {b: min($x,$y)}, c: 1}}"),
      ("x: [ a, ⟦min($a, $b)⟧, c ]", "{x: [a, min($a, $b), c]}"),
      ("x: [ a: ⟦min($a, $b)⟧, c ]", "{x: [{a: min($a, $b)}, c]}"),
      ("x: { a: ⟦min($a,\n    $b)⟧, c: 1 }", "{x: {a: min($a, $b), c: 1}}"),
      ("x: { ⟦min($a, $b)⟧: 2, c: 1 }", "{x: {c: 1}}"),
    ])
  func mended(_ marked: String, _ tree: String) throws {
    let expected = MarkedText(marked)
    let reading = Reading(expected.text)
    #expect(reading.codes == ["unquoted-comma"])
    #expect(reading.tree == tree)
    let span = try #require(reading.findings.list.first?.span)
    #expect(Int(span.start) == expected.start)
    #expect(Int(span.end) == expected.end)
  }

  @Test("is told for each of several in one mapping")
  func several() {
    let reading = Reading("x: { a: max($x, $y), b: max($x, $y) }")
    #expect(reading.codes == ["unquoted-comma", "unquoted-comma"])
    #expect(reading.tree == "{x: {a: max($x, $y), b: max($x, $y)}}")
  }

  @Test("takes the place of the mistake of syntax that it leads to")
  func syntax() {
    let reading = Reading("x: { score: f([$a, $b]), z: 1 }")
    #expect(reading.codes == ["unquoted-comma"])
    #expect(reading.findings.list.first?.help == "quote the expression: \"f([$a, $b])\"")
  }

  @Test("comes with the text to write")
  func help() {
    #expect(
      Reading("{ a: min($a, \"x\") }").findings.list.first?.help == "quote the expression: 'min($a, \"x\")'")
    #expect(Reading("{ a: min($a, $b }").findings.list.first?.help == "close the `(` and use quotes")
  }

  @Test("is not seen where there is none")
  func honestTexts() {
    for text in ["{ a: \"min($a, $b)\" }", "{ a: min($a) , b: (x) }", "{ a: smile :( }", "a: min($a, $b)"] {
      #expect(Reading(text).findings.isEmpty)
    }
  }
}
