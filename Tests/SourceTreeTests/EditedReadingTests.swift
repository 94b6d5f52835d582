import SourceTree
import TestSupport
import Testing

@Suite("A file that is read anew behind an edit")
struct EditedReadingTests {
  private static let limits = SourceLimits()

  private static func read(_ text: [UInt8]) -> Reading { Reading(bytes: text) }

  /// All that a tree tells, with places.
  private static func dump(_ node: YAMLNode) -> String {
    let own = "\(node.span.file) \(node.span.start)-\(node.span.end)"
    return switch node.content {
    case .scalar(let text): "\(own) \(node.isPlain) \(text.debugDescription)\n"
    case .sequence(let items): "\(own) [\n" + items.map(dump).joined() + "]\n"
    case .mapping(let entries):
      "\(own) {\n" + entries.map { dump($0.key) + dump($0.value) }.joined() + "}\n"
    }
  }

  private static let file = """
    # Roles
    frame: { zh: 我们的, en: ours }
    roles:
      baker:
        name: { zh: 面包师, en: Baker }
        also: [baker, "pastry cook", 'it''s me']   # a comment
        needs:
          baking: { level: 3, importance: 9 }
          "cash desk": { level: 1 }

      # Another one
      cook: { name: cook, needs: {} }
      café:
        name: >
          A folded
          text
        text: |+
          kept

      dancer:
      editor:
        - one
        - two: 3
          three: [
            four,
            five,
          ]
      farmer: plain text
    skills:
      baking: { name: Baking }
      cooking:
        name: Cooking

    """

  @Test("is the tree of the whole text, though only the entry that was changed is read")
  func one() throws {
    let text = EditedReadingTests.file
    let base = try #require(EditedReadingTests.read(Array(text.utf8)).root)
    for (old, new) in [
      ("Baker", "Bakers"), ("level: 3", "level: 33"), ("cook: {", "cooks: {"),
      ("  dancer:\n", "  dancer:\n    name: x\n"),
      ("five,\n", ""), ("cash desk", "cash \\\"desk"), ("  dancer:\n", ""), ("  cook: {", "    cook: {"),
      ("kept\n", "kept\n\n\n"),
      ("name: Cooking", "name: Cooking\n    sort: skill"), ("cook: {", "cop: {}\n  cook: {"),
      ("café", "cafés"),
    ] {
      let edited = Array(text.replacing(old, with: new).utf8)
      let whole = EditedReadingTests.read(edited)
      #expect(whole.findings.isEmpty, "\(new)")
      let read = YAMLReader.read(SourceFile(path: "me.yaml", bytes: edited), after: base, limits: .init())
      #expect(read.map(EditedReadingTests.dump) == whole.root.map(EditedReadingTests.dump), "\(new)")
    }
  }

  @Test(
    "is read as a whole where an entry alone does not tell",
    arguments: [
      ("# Roles", "# All roles"), ("  baker:", "  cook:"), ("Baker }", "Baker"), ("'it''s me'", "'it''s me"),
      ("  farmer: plain text", " farmer: plain text"), ("  farmer: plain text", "farmer: plain text"),
      ("  farmer: plain text\n", ""), ("name: cook", "name: &a cook"), ("name: cook", "name: *a"),
      ("name: cook", "name: !b cook"), ("  dancer:\n", "  dancer\n"),
      ("  dancer:\n", "  dancer:\n---\n"), ("name: cook", "name: co\u{0}ok"),
      ("name: cook, ", "name: cook, name: x, "),
    ])
  func other(_ old: String, _ new: String) throws {
    let text = EditedReadingTests.file
    let base = try #require(EditedReadingTests.read(Array(text.utf8)).root)
    let edited = SourceFile(path: "me.yaml", bytes: Array(text.replacing(old, with: new).utf8))
    #expect(YAMLReader.read(edited, after: base, limits: .init()) == nil)
  }

  @Test("is the tree of the whole text after any edits, one behind the other")
  func differential() throws {
    var random = SeededRandom(seed: 11)
    let pieces = [
      " ", "  ", "\n", "\n  ", "\n    ", ":", ": ", "- ", "a", "b: 1\n", "  cook:\n", "\"", "'", "[", "]",
      "{", "}", ", ", "#", " # c",
      "&a ", "*a", "!t ", "|", ">", "é", "面", "\r\n", "\t", "---\n", "...\n", "? ", "x: y", "\u{85}",
      "\u{2028}", "%", "(",
    ]
    var (spliced, whole) = (0, 0)
    for _ in 0..<60 {
      var text = Array(EditedReadingTests.file.utf8)
      var base = try #require(EditedReadingTests.read(text).root)
      for _ in 0..<40 {
        var edited = text
        let start = Int.random(in: 0...edited.count, using: &random)
        let end = min(edited.count, start + random.pick([0, 0, 1, 1, 2, 5, 30]))
        let piece = random.chance(30) ? "" : random.pick(pieces)
        // A stretch of the text itself, or a piece.
        let from = Int.random(in: 0...edited.count, using: &random)
        let added = random.chance(20) ? Array(edited[from..<min(edited.count, from + 20)]) : Array(piece.utf8)
        edited.replaceSubrange(start..<end, with: added)
        let reading = EditedReadingTests.read(edited)
        let read = YAMLReader.read(SourceFile(path: "me.yaml", bytes: edited), after: base, limits: .init())
        if let read {
          spliced += 1
          #expect(reading.findings.isEmpty)
          #expect(
            EditedReadingTests.dump(read) == reading.root.map(EditedReadingTests.dump),
            "\(String(decoding: edited, as: UTF8.self))")
        } else {
          whole += 1
        }
        guard reading.findings.isEmpty, let root = read ?? reading.root else { continue }
        (base, text) = (root, edited)
      }
    }
    #expect(spliced > 300 && whole > 300)
  }
}
