import SourceTree
import Testing

@testable import Recommender

/// Where in a file an author is, found from the text before the cursor, which may be broken.
@Suite struct CursorPathTests {
  /// The path to the `^` of a text, its steps with dots: `rules.-.when.profile`; what is written there behind `:`, or
  /// `=` where a value stands.
  private func path(_ text: String) -> String {
    let parts = text.split(separator: "^", omittingEmptySubsequences: false)
    let offset = parts[0].utf8.count
    let file = SourceFile(path: "a.yaml", bytes: Array(parts.joined().utf8))
    let path = CursorPath(in: file, at: offset)
    let steps = path.steps.map { step in
      switch step {
      case .key(let key): key
      case .item: "-"
      }
    }
    return steps.joined(separator: ".") + (path.isKey ? ":" : "=") + file.string(path.token)
  }

  @Test func `blocks are found by their indentation`() {
    #expect(path("^") == ":")
    #expect(path("rules:\n  - rule: a\n    wh^") == "rules.-:wh")
    #expect(path("rules:\n  - rule: a^") == "rules.-.rule=a")
    #expect(path("rules:\n- rule: a\n  when:\n    profile:\n      ^\nreport:") == "rules.-.when.profile:")
    #expect(path("rules:\n  - rule: a\n    when:\n      - plants: ^") == "rules.-.when.-.plants=")
    #expect(path("skills:\n  copywriting: 3\n\n  # more\n  ta^") == "skills:ta")
    #expect(path("likes:\n  - a\n  - b^") == "likes.-:b")
  }

  @Test func `brackets are followed over lines, texts and comments`() {
    #expect(path("when: { profile: { li^") == "when.profile:li")
    #expect(path("when: { profile: { light: ^") == "when.profile.light=")
    #expect(path("a: { b: [x, \"y, z\", q^") == "a.b.-=q")
    #expect(path("a:\n  [\n    b, c, # d, {\n    e^") == "a.-=e")
    #expect(path("a: { b: 1 }\nc: ^") == "c=")
    #expect(path("- rule: a\n  when: { profile: { a: 1 },\n          plants: { $p^") == "-.when.plants:$p")
  }

  @Test func `what stands beside the cursor is known`() {
    let text = "rules:\n  - rule: a\n    then: {}\n    \n    because: b\n  - rule: c\n    source: d\n"
    let file = SourceFile(path: "a.yaml", bytes: Array(text.utf8))
    let path = CursorPath(in: file, at: file.offset(line: 3, utf16: 4))
    #expect(path.present == ["rule", "then", "because"])
  }
}
