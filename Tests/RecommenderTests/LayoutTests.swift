import Recommender
import Testing

/// What the layout looks like, and what has none.
@Suite("Layout") struct LayoutTests {
  @Test func `each part of a file has its layout`() throws {
    let text = """
      ---   # start
      # lead
      a: &x {b: 'c', d: "word",e: "it's"}   # behind
      f: *x
      list:
      - one
      -   two: 2
          # in two
          three: |  # text
              body
                deeper

              end
        # end of list

      # before g


      g:
          # inside g
      h: [ ]
      i:
        [ # why
          a, b ] # end
      nothing:
        # commented: out
      last: "two
          lines"
      ...
      # after
      """
    let laidOut = """
      # start
      # lead
      a: &x { b: c, d: word, e: "it's" }    # behind
      f: *x
      list:
        - one
        - two: 2
          # in two
          three: |  # text
            body
              deeper

            end
        # end of list

      # before g

      g:
        # inside g
      h: []
      i:         # why
        - a
        - b      # end
      nothing:
        # commented: out
      last: "two
        lines"
      # after

      """
    #expect(try Layout.formatted(text) == laidOut)
    #expect(try Layout.formatted(laidOut) == laidOut)
  }

  @Test func `the columns of a table stand below each other, Chinese characters in two cells`() throws {
    let text = """
      rules:
      - rule: stage
        table:
        - {years: ..<1, stage: 新人, order: 1}
        - {years: 1..<10, stage: years, order: 2}   # ours
      """
    #expect(
      try Layout.formatted(text) == """
        rules:
          - rule: stage
            table:
              - { years: ..<1,   stage: 新人,  order: 1 }
              - { years: 1..<10, stage: years, order: 2 }   # ours

        """)
  }

  @Test func `brackets that fit on no line become blocks, and long lists are filled`() throws {
    let long = (1...12).map { "a-rather-long-name-\($0)" }.joined(separator: ", ")
    let text = "skills: { \(long.replacing(",", with: ": 1,")): 1 }\nlist: [\(long)]\n"
    let laidOut = try Layout.formatted(text)
    #expect(laidOut.hasPrefix("skills:\n  a-rather-long-name-1: 1\n  a-rather-long-name-2: 1\n"))
    #expect(laidOut.contains("list:\n  [\n    a-rather-long-name-1, a-rather-long-name-2,"))
    #expect(laidOut.split(separator: "\n").allSatisfy { $0.count <= 110 })
  }

  @Test func `comments keep the column in which most of them stand`() throws {
    let text = """
      a: 1          # one
      bb: 2         # two
      ccc: 3       # three
      dddddddddddddddddddddddddddd: 4 # four
                                      # goes on
      """
    #expect(
      try Layout.formatted(text) == """
        a: 1          # one
        bb: 2         # two
        ccc: 3        # three
        dddddddddddddddddddddddddddd: 4   # four
                                          # goes on

        """)
  }

  @Test func `line ends stay what they are in the first line, and a byte order mark goes`() throws {
    #expect(try Layout.formatted("\u{FEFF}a:  1\r\nb: [x,y]\r\n") == "a: 1\r\nb: [x, y]\r\n")
  }

  @Test(
    arguments: [
      ("? a\n: 1\n", "`?` has a meaning here that is not laid out"),
      ("a: |+\n  x\n\n", "the blank space of the text is counted"),
      ("[a: 1]\n", "a key stands between `[ ]` without `{ }`"),
      ("&x a: 1\nb: *x\n", "a key has an anchor"),
      ("a: 1\rb: 2\r", "a line ends with a character that few programs take for an end"),
      ("text\n", "a text alone has no layout"),
    ])
  func `what has no layout stays as it is`(text: String, message: String) throws {
    let result = try Layout.result(for: text)
    #expect(result.text == text)
    #expect(result.obstacle?.message == message)
  }

  @Test func `mistakes of YAML are told as everywhere`() {
    let error = #expect(throws: DiagnosticError.self) { try Layout.formatted("a: [1\n", path: "me.yaml") }
    #expect(error?.diagnostics.first?.description.contains("me.yaml:1:4") == true)
  }
}
