import TestSupport
import Testing

@testable import Recommender

/// One answer: the order of files, of rules, of changes and of keys changes no byte.
@Suite("Order does not matter") struct ShuffleTests {
  @Test("files, rules and keys in any order give the same bytes", arguments: 0..<10)
  func shuffled(batch: UInt64) throws {
    for seed in (batch * 15 + 1_000)..<(batch * 15 + 1_015) {
      let program = SampleGenerator.program(seed: seed)
      let text = PackText(program, hasReport: true)
      for (index, facts) in program.profiles.enumerated() {
        let profile = ProfileText(facts, in: program, seed: seed)
        let outcomes = try (0..<3).map { arrangement in
          try Self.outcome(text.files(arrangement: arrangement), profile)
        }
        #expect(
          Set(outcomes).count == 1, "seed \(seed), profile \(index)\n\(outcomes.joined(separator: "\n"))")
      }
    }
  }

  /// The recommendation as JSON, with what may change, or the codes of the errors.
  private static func outcome(_ files: [String: String], _ profile: ProfileText) throws -> String {
    let pack = try Pack(files: files)
    do {
      let profile = try Profile(profile.yaml, for: pack)
      return try pack.recommendation(for: profile).value(in: "en").json(pretty: false)
        + ChoiceText.of(Answer(of: pack, for: profile.facts))
    } catch {
      // Mistakes are told in the order of their places, which are others in every arrangement.
      return error.diagnostics.map { "\($0.code) \($0.message)" }.sorted().joined(separator: "\n")
    }
  }
}
