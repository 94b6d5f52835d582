@testable import Recommender
@testable import RuleLanguage
import SourceTree
import TestSupport
import Testing

/// A file of a large pack, checked while its author types.
@Suite("The check of one file") struct FileCheckTests {
  private static let skills = 400
  private static let roles = 300

  private static let head = """
    pack: p
    version: 1.0.0
    locales: [en]
    kinds: { role: roles, skill: skills }
    shape:
      skills: { $skill: { name: text?, also: [alias], sort: skill | knowledge } }
      roles: { $role: { name: text, needs: { $skill: { level: 1..5 } }, helps: [skill], above: role? } }
      profile: { skills: { $skill: 0..5 = 0 } }
      fits: [role]

    """

  private static func skill(_ number: Int) -> String {
    let name = ["advise", "bake", "cook", "design", "edit"][number % 5]
    return "\(name)-\(number)-\(["bread", "menus", "tables"][number % 3])"
  }

  private static let files: [String: String] = {
    let skills = (0..<FileCheckTests.skills).map {
      "  \(skill($0)):\n    name: Skill \($0)\n    sort: skill\n"
    }
    let roles = (0..<FileCheckTests.roles).map { number in
      """
        role-\(number):
          name: Role \(number)
          needs:
            \(skill(number)): { level: 3 }
            \(skill(number + 50)): { level: 2 }
          helps: [\(skill(number + 1)), Skill \(number + 2)]
          above: role-\(number / 2)

      """
    }
    return [
      "p/pack.yaml": head, "p/skills.yaml": "skills:\n" + skills.joined(),
      "p/roles.yaml": "roles:\n" + roles.joined(),
    ]
  }()

  private let compiled: CompiledPack
  private let text: [UInt8]

  init() throws {
    compiled = try Pack(files: FileCheckTests.files).compiled
    text = Array((FileCheckTests.files["p/roles.yaml"] ?? "").utf8)
  }

  private func parsed(_ text: [UInt8], after earlier: ParsedFile? = nil) -> ParsedFile {
    ParsedFile(path: "p/roles.yaml", bytes: text, limits: Limits.standard.source, after: earlier)
  }

  private func edited(_ old: String, _ new: String) -> [UInt8] {
    Array(String(decoding: text, as: UTF8.self).replacing(old, with: new, maxReplacements: 1).utf8)
  }

  @Test("looks at the entries that were changed and at those with mistakes, and at no others")
  func work() {
    let first = FileCheck(parsed(text), for: compiled)
    #expect(first.diagnostics.isEmpty && first.entriesRead == FileCheckTests.roles)

    let right = FileCheck(
      parsed(edited("Role 7", "Role seven"), after: first.file), for: compiled, after: first)
    #expect(right.diagnostics.isEmpty && right.entriesRead == 1)

    let wrong = edited("edit-9-bread: { l", "edit-9-braed: { l")
    let mistake = FileCheck(parsed(wrong, after: right.file), for: compiled, after: right)
    #expect(mistake.diagnostics.map(\.help) == ["did you mean `edit-9-bread`?"])
    // The edit before is undone as well.
    #expect(mistake.entriesRead == 3)

    let next = String(decoding: wrong, as: UTF8.self).replacing("Role 250", with: "Role two")
    let still = FileCheck(parsed(Array(next.utf8), after: mistake.file), for: compiled, after: mistake)
    #expect(still.diagnostics == mistake.diagnostics && still.entriesRead == 2)
  }

  @Test("tells behind any edits what it tells of the whole file")
  func differential() {
    var random = SeededRandom(seed: 3)
    var check = FileCheck(parsed(text), for: compiled)
    var current = text
    var (mistakes, skipped) = (0, 0)
    for round in 0..<160 {
      var edited = current
      for _ in 0..<random.pick([1, 1, 2, 4]) { edit(&edited, &random) }
      // An author mends what is wrong now and then.
      if round % 4 == 3 { edited = text }
      let file = parsed(edited, after: check.file)
      let next = FileCheck(file, for: compiled, after: check)
      let whole = FileCheck(parsed(edited), for: compiled)
      #expect(next.diagnostics == whole.diagnostics)
      mistakes += whole.diagnostics.isEmpty ? 0 : 1
      skipped += next.entriesRead < whole.entriesRead ? 1 : 0
      // As an editor's server does: what is no YAML is no ground to go on from.
      if file.isSound { (check, current) = (next, edited) } else if random.chance(50) { current = edited }
    }
    #expect(mistakes > 60 && skipped > 30, "\(mistakes) \(skipped)")
  }

  private func edit(_ text: inout [UInt8], _ random: inout SeededRandom) {
    let number = Int.random(in: 0..<FileCheckTests.roles, using: &random)
    let pieces = [
      "x", "e", " ", "\n", "\n  ", "\n    name: again\n", "role-\(number):\n",
      "  role-\(number):\n    name: R\n", "      ",
      "  new-role: { name: new, above: role-1 }\n", ", new-role", ": ", FileCheckTests.skill(number), "levle",
      "7", "\"", "]", "&a ",
      "skills:\n", "*a", "{ level: 3 }",
    ]
    let start = Int.random(in: 0...text.count, using: &random)
    let end = min(text.count, start + random.pick([0, 0, 0, 1, 2, 8]))
    text.replaceSubrange(start..<end, with: Array((random.chance(25) ? "" : random.pick(pieces)).utf8))
  }
}
