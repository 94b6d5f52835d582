import Recommender
import Testing

/// Packs with a kind that has very many ids, and with one that has none.
@Suite("Kinds with very many ids, or with none") struct ManyIDsTests {
  private static let method = """
    kinds: { role: roles, skill: skills, book: books }
    shape:
      roles: { $role: { needs: [skill] } }
      skills: { $skill: { name: text? } }
      books: { $book: { about: skill } }
      profile:
        skills: { $skill: 0..5 = 0 }
        owns: [book]
        lends: book
        years: number
      score: { $skill: { points: sum = 0, seen: yes/no } }
      own: [book]
      late: yes/no
    rules:
      - rule: points
        when: { roles: { $role: { needs: $skill } }, profile: { skills: { $skill: $level } } }
        then: { score: { $skill: { points: $level, seen: yes } } }
      - rule: own
        when: { profile: { owns: $book } }
        then: { own: $book }
      - rule: lend
        when: { profile: { lends: $_, years: $_ } }
        then: { late: yes }
    report:
      - section: skills
        each: { score: { $skill: { points: $points, seen: yes } }, profile: { skills: { $skill: $level } } }
        order: -$points
        limit: 2
        text: $skill has $level
      - section: books
        title: Books
        each: { own: $book }
        text: $book
        empty: You own none.
    """

  private func advice(skills: Int, books: String = "") throws -> Recommendation {
    let ids = (0..<skills).map { "  s\($0): {}\n" }.joined()
    let pack = try Pack(files: [
      "p/pack.yaml": "pack: p\nversion: 1.0.0\nlocales: [en]\n" + Self.method,
      "p/facts.yaml": "skills:\n\(ids)roles: { r: { needs: [s1, s2, s3] } }\n" + books,
    ])
    return try pack.recommendation(for: Profile(["skills": ["s2": 4]], for: pack))
  }

  @Test("of many defaults those are told which a line shows, and the tree holds the entries")
  func many() throws {
    let few = try advice(skills: 1_000)
    #expect(few.assumptions.map(\.path).filter { $0.hasPrefix("skills.") } == ["skills.s1", "skills.s3"])
    #expect(few.facts["score"]?["s999"]?["points"] == 0)

    let many = try advice(skills: 1_001)
    #expect(many.section("skills").map { $0.text(in: "en") } == ["s2 has 4", "s1 has 0"])
    #expect(many.assumptions.map(\.path).filter { $0.hasPrefix("skills.") } == ["skills.s1"])
    #expect(many.facts["score"]?["s999"] == nil)
    #expect(many.facts["score"]?["s1"]?["points"] == 0)
    #expect(many.facts["score"]?["s2"]?["points"] == 4)
  }

  @Test("what a kind without ids would be needed for is not missed")
  func none() throws {
    let without = try advice(skills: 4)
    #expect(without.sections.last?.empty == nil)
    #expect(without.assumptions.map(\.path).filter { !$0.contains(".") } == ["years"])

    let with = try advice(skills: 4, books: "books: { b: { about: s1 } }\n")
    #expect(with.sections.last?.empty?.text(in: "en") == "You own none.")
    #expect(with.assumptions.map(\.path).filter { !$0.contains(".") } == ["lends", "owns", "years"])
  }
}
