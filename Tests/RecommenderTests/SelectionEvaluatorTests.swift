import RuleLanguage
import TestSupport
import Testing

@testable import Recommender

/// What an evaluator hands out in numbers, against recommendations.
@Suite("Evaluators of a selection") struct SelectionEvaluatorTests {
  /// The rows of all tables, a row after the other.
  private static func rows(
    of profile: Int, _ selection: Selection, _ evaluator: inout SelectionEvaluator
  ) throws(DiagnosticError) -> [[Int64]] {
    var rows: [[Int64]] = []
    for (number, table) in selection.tables.enumerated() {
      try evaluator.rows(of: profile, table: number) { found in
        for row in 0..<found.count {
          rows.append([Int64(number)] + table.columns.indices.map { found[row, $0] })
        }
      }
    }
    // All at once they are the same.
    let numbers = UnsafeMutableBufferPointer<Int64>.allocate(capacity: 4096)
    defer { numbers.deallocate() }
    let used = try evaluator.numbers(of: profile, into: numbers)
    var expected: [Int64] = []
    for table in selection.tables.indices {
      let own = rows.filter { $0[0] == Int64(table) }
      expected.append(Int64(own.count))
      expected += own.flatMap { $0.dropFirst() }
    }
    #expect(Array(numbers[..<used]) == expected)
    let few = UnsafeMutableBufferPointer(rebasing: numbers[..<(used / 2)])
    #expect(try evaluator.numbers(of: profile, into: few) == used)
    return rows
  }

  private static func message<T>(_ result: Result<T, DiagnosticError>) -> String? {
    guard case .failure(let error) = result else { return nil }
    return error.description
  }

  @Test("profiles side by side have the rows that each has alone, in generated packs", arguments: 0..<10)
  func lanes(batch: Int) throws {
    for seed in stride(from: UInt64(batch), to: 120, by: 10) {
      let program = SampleGenerator.program(seed: seed, profiles: 5)
      let pack = try Pack(files: PackText(program).files(arrangement: seed))
      guard case .record(let fields) = pack.compiled.shape.nodes[Shape.root].content else { continue }
      let names = fields.keys.sorted().filter { SelectedPlace($0, in: pack.compiled) != nil }
      let selection = try Selection(names, for: pack)
      let profiles = try program.profiles.enumerated().map { index, facts in
        try Profile(ProfileText(facts, in: program, seed: seed &+ UInt64(index)).value, for: pack)
      }
      let people = PreparedProfiles(profiles, for: selection, of: pack)
      var evaluator = SelectionEvaluator(selection, for: pack)
      evaluator.evaluate(people, profiles.indices)
      for (index, profile) in profiles.enumerated() {
        let found = Result { () throws(DiagnosticError) in try Self.rows(of: index, selection, &evaluator) }
        let alone = Result { () throws(DiagnosticError) in
          var rows = RecordRows()
          try rows.append(selection, Answer(of: pack, for: profile.facts))
          return rows
        }
        #expect(Self.message(found) == Self.message(alone), "seed \(seed)")
        guard let found = try? found.get(), let alone = try? alone.get() else { continue }
        for (number, table) in selection.tables.enumerated() {
          let values = alone.values[alone.range(number)]
          let expected = stride(from: values.startIndex, to: values.endIndex, by: table.width).map { row in
            table.columns.map { column in
              let bits = UInt64(bitPattern: values[row + column.cell.place])
              return Int64(bitPattern: bits >> column.cell.shift & column.cell.mask)
            }
          }
          #expect(
            found.filter { $0[0] == number }.map { Array($0.dropFirst()) } == expected, "seed \(seed)")
        }
      }
    }
  }

  @Test("a table of a section holds the lines of the recommendation, whatever stands beside the profile")
  func sections() throws {
    let pack = try Samples.pack
    let selection = try Selection(["roles", "weaknesses", "mine", "fit"], for: pack)
    let profiles = try Samples.profiles.map { try Profile(at: Samples.path($0), for: pack) }
    let people = PreparedProfiles(profiles, for: selection, of: pack)
    #expect(people.profiles.count == profiles.count)
    var evaluator = SelectionEvaluator(selection, for: pack)
    for range in [profiles.indices, 3..<4, 0..<2] {
      evaluator.evaluate(people, range)
      for index in range {
        let advice = try pack.recommendation(for: profiles[index])
        for (number, table) in selection.tables.prefix(2).enumerated() {
          var lines: [[String: Value]] = []
          try evaluator.rows(of: index, table: number) { rows in
            for row in 0..<rows.count {
              let values = table.columns.enumerated().map { column, declared in
                (declared.name, declared.value(of: rows[row, column], for: profiles[index]))
              }
              lines.append(Dictionary(uniqueKeysWithValues: values))
            }
          }
          #expect(lines == advice.section(table.name).map(\.values))
        }
        var mine: [Value] = []
        try evaluator.rows(of: index, table: 2) { rows in
          for row in 0..<rows.count { mine.append(selection.tables[2].columns[0].value(of: rows[row, 0])) }
        }
        #expect(Value.list(mine) == advice.facts["mine"] ?? .list([]))
      }
    }
  }

  private static let small = [
    "p/pack.yaml": """
    pack: p
    version: 1.0.0
    kinds: { thing: things }
    shape:
      things: { $thing: { name: text? } }
      profile: { n: number, has: { $thing: 0..5 } , says: text? }
      stage: low | high = low
      fit: { $thing: { score: sum = 0, rank: by score } }
      said: text
      half: number
    things: { a: {}, b: {} }
    rules:
      - { rule: r, when: { profile: { n: $n } }, where: $n > 3, then: { stage: high } }
      - { rule: s, when: { profile: { has: { $thing: $level } } }, then: { fit: { $thing: { score: $level } } } }
      - { rule: t, when: { profile: { says: $text } }, then: { said: $text } }
      - { rule: h, when: { profile: { n: $n } }, then: { half: 10 / $n } }
    """
  ]

  @Test("tables name their columns, and columns what their numbers mean")
  func names() throws {
    let pack = try Pack(files: Self.small)
    let selection = try Selection(["stage", "fit", "profile.has", "said"], for: pack)
    let described = selection.tables.map { "\($0.name): \($0.columns.map(\.name).joined(separator: ", "))" }
    #expect(
      described == [
        "stage: stage", "fit.$thing.rank: thing, rank", "fit.$thing.score: thing, score",
        "profile.has: thing", "profile.has.$thing: thing, $thing", "said: said",
      ])
    let low = try #require(selection.tables[0].fallback)
    #expect(selection.tables[0].columns[0].value(of: low) == "low")
    #expect(selection.tables[2].fallback == 0)
    let profile = try Profile(["n": 2.5, "has": ["b": 3], "says": "never said"], for: pack)
    var evaluator = SelectionEvaluator(selection, for: pack)
    evaluator.evaluate(PreparedProfiles([profile], for: selection, of: pack), 0..<1)
    var rows: [[Value]] = []
    for (number, table) in selection.tables.enumerated() {
      try evaluator.rows(of: 0, table: number) { found in
        for row in 0..<found.count {
          rows.append(
            table.columns.indices.map { table.columns[$0].value(of: found[row, $0], for: profile) })
        }
      }
    }
    #expect(rows == [["a", 2], ["b", 1], ["b", 3], ["b"], ["b", 3], ["never said"]])
    #expect(selection.tables[5].columns[0].value(of: 1_000_000) == .text(""))
  }

  @Test("a profile that cannot be evaluated throws what its recommendation throws, and no other does")
  func mistakes() throws {
    let pack = try Pack(files: Self.small)
    let selection = try Selection(["stage"], for: pack)
    let profiles = try [1, 0, 4].map { try Profile(["n": .number("\($0)")], for: pack) }
    var evaluator = SelectionEvaluator(selection, for: pack)
    evaluator.evaluate(PreparedProfiles(profiles, for: selection, of: pack), 0..<3)
    var counts: [Int] = []
    for index in [0, 2] { try evaluator.rows(of: index, table: 0) { counts.append($0.count) } }
    #expect(counts == [0, 1])
    let expected = #expect(throws: DiagnosticError.self) { try pack.recommendation(for: profiles[1]) }
    do throws(DiagnosticError) {
      try evaluator.rows(of: 1, table: 0) { _ in }
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.description == expected?.description)
    }
  }
}
