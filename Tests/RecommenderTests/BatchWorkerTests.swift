import RuleLanguage
import TestSupport
import Testing

@testable import Recommender

/// What a worker makes of a chunk, against what comes of each profile alone.
@Suite("Workers of a batch") struct BatchWorkerTests {
  /// The places under the root that may be selected.
  private static func places(_ pack: Pack) -> [String] {
    guard case .record(let fields) = pack.compiled.shape.nodes[Shape.root].content else { return [] }
    return fields.keys.sorted().filter { SelectedPlace($0, in: pack.compiled) != nil }
  }

  private static func lines(_ program: SampleProgram, _ seed: UInt64) -> [String] {
    program.profiles.enumerated().map { index, facts in
      ProfileText(facts, in: program, seed: seed &+ UInt64(index)).value.json(pretty: false)
    }
  }

  @Test("profiles side by side give what each gives alone, in generated packs", arguments: 0..<10)
  func lanes(batch: Int) throws {
    for seed in stride(from: UInt64(batch), to: 120, by: 10) {
      let program = SampleGenerator.program(seed: seed, profiles: 5)
      let pack = try Pack(files: PackText(program).files(arrangement: seed))
      let form = try BatchForm(Selection(Self.places(pack), for: pack), for: pack)
      let lines = Self.lines(program, seed)
      var worker = BatchWorker(pack, form)
      let together = worker.output(of: Array(lines.joined(separator: "\n").utf8))
      // With a comment behind it a profile is left to the careful reader.
      let careful = worker.output(of: Array(lines.map { $0 + " # with care\n" }.joined().utf8))
      let (left, right) = (
        String(decoding: together.bytes, as: UTF8.self), String(decoding: careful.bytes, as: UTF8.self)
      )
      #expect(together.problems.map(\.line) == careful.problems.map(\.line))
      #expect(together.problems.map(\.error.description) == careful.problems.map(\.error.description))
      #expect(together.profiles == lines.count)
      #expect(left == right, "seed \(seed)")
      try Self.compareFacts(left, lines, pack, seed)
    }
  }

  /// What rules conclude into is written as `Recommendation.facts` has it.
  private static func compareFacts(_ output: String, _ lines: [String], _ pack: Pack, _ seed: UInt64) throws {
    var records = output.split(separator: "\n")[...]
    for line in lines {
      guard let facts = try? pack.recommendation(for: Profile(line, for: pack)).facts else { continue }
      let next = records.popFirst()
      let record = try #require(next)
      guard case .object(let fields) = facts else { continue }
      for field in fields where SelectedPlace(field.name, in: pack.compiled) != nil {
        let part = Value.object([field]).json(pretty: false).dropFirst().dropLast()
        #expect(record.contains(part), "seed \(seed): \(part)\n\(record)")
      }
    }
    #expect(records.isEmpty)
  }

  @Test("a list of profiles gives what each gives alone, in its order")
  func list() throws {
    let pack = try Samples.pack
    let profiles = try Samples.profiles.map { try Profile(at: Samples.path($0), for: pack) }
    let many = (0..<40).map { profiles[$0 % profiles.count] }
    let results = pack.recommendations(for: many)
    let alone = try profiles.map { try pack.recommendation(for: $0).value(in: "zh").json() }
    #expect(results.count == 40)
    for (index, result) in results.enumerated() {
      #expect(try result.get().value(in: "zh").json() == alone[index % profiles.count])
    }
    #expect(pack.recommendations(for: [Profile]()).isEmpty)
  }

  @Test("sections of the sample profiles are the lines of their recommendations")
  func sections() throws {
    let pack = try Samples.pack
    let names = ["roles", "weaknesses"]
    #expect(throws: DiagnosticError.self) { try Selection(["resources"], for: pack) }
    let form = try BatchForm(Selection(names, for: pack), for: pack)
    var worker = BatchWorker(pack, form)
    for name in Samples.profiles {
      let output = worker.output(ofFiles: [Samples.path(name)])
      let advice = try pack.recommendation(for: Profile(at: Samples.path(name), for: pack))
      let expected = names.map { name in
        Value.Field(
          name,
          .list(
            advice.section(name).map { line in
              .object(line.values.sorted { $0.key < $1.key }.map { Value.Field($0.key, $0.value) })
            }))
      }
      #expect(
        String(decoding: output.bytes, as: UTF8.self) == Value.object(expected).json(pretty: false) + "\n")
    }
  }

  @Test("numbers are written without trailing zeros, whatever their size")
  func numbers() throws {
    let pack = try Pack(files: [
      "p/pack.yaml": "pack: p\nversion: 1.0.0\nshape: { profile: { n: number }, m: number }\n"
        + "rules:\n  - { rule: r, when: { profile: { n: $n } }, then: { m: $n } }\n"
    ])
    var worker = BatchWorker(pack, try BatchForm(Selection(["m"], for: pack), for: pack))
    for number in ["0", "7", "10", "99", "100", "12345", "-3", "0.5", "-0.000001", "9223372036854", "1.25"] {
      let output = worker.output(of: Array(#"{"n":\#(number)}"#.utf8))
      #expect(String(decoding: output.bytes, as: UTF8.self) == #"{"m":\#(number)}"# + "\n")
    }
  }
}
