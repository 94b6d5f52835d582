import SourceTree
import Testing

@Suite("A JSON file")
struct JSONTests {
  @Test("is read like YAML")
  func json() {
    let reading = Reading(#"{"a":1,"b":[true,null,-2.5e3,{}],"c":"x\ty\/z\u4e2d\b\f\n\r\"\\"}"#)
    #expect(reading.findings.isEmpty)
    #expect(
      reading.tree == "{\"a\": 1, \"b\": [true, null, -2.5e3, {}], \"c\": \"x\ty/z中\u{8}\u{C}\n\r\"\\\"}")
  }

  @Test("may have tabs wherever it may have space")
  func tabs() {
    let reading = Reading("\t{\n\t\"a\"\t:\t1\t,\n\t\t\"b\": [\n\t1\n\t]\n\t}\t\n\t\n\t")
    #expect(reading.findings.isEmpty)
    #expect(reading.tree == "{\"a\": 1, \"b\": [1]}")
  }

  @Test("may write characters as surrogate pairs, and places behind them stay right")
  func surrogatePairs() throws {
    let reading = Reading(
      #"""
      {"\uD83D\uDE00": "文\uD83D\uDE00\ud83d\ude00x", "b": "\\uD83D\\uDE00 \n", "b": 2}
      """#)
    #expect(reading.codes == ["duplicate-key"])
    #expect(reading.tree == #"{"😀": "文😀😀x", "b": "\uD83D\uDE00 "# + "\n\"}")
    #expect(
      Array(reading.spans.dropFirst()) == [
        #""\uD83D\uDE00""#, #""文\uD83D\uDE00\ud83d\ude00x""#, #""b""#, #""\\uD83D\\uDE00 \n""#,
      ])
    #expect(reading.diagnostics.first?.place?.column == 74)
  }

  @Test("with half of a surrogate pair is refused")
  func loneSurrogate() {
    for text in [#"{"a": "\uD83D"}"#, #"{"a": "\uDE00x"}"#, #"{"a": "\uD83D\u0041"}"#] {
      #expect(Reading(text).codes == ["bad-escape"])
    }
  }

  @Test("with a mistake is told in the same words")
  func mistakes() {
    #expect(Reading("{\"a\": 1").codes == ["unclosed-bracket"])
    #expect(Reading("{\"a\": 1}}").codes == ["syntax"])
    #expect(Reading("{\"a\": \"x\" \"b\": 2}").codes == ["missing-comma"])
    let message = Reading("{\"a\"\n: 1}").findings.list.first?.message
    #expect(message == "`:` must follow its key on the same line")
    #expect(Reading("{\"a\": 1, \"a\": 2}").codes == ["duplicate-key"])
  }
}
