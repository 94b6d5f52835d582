import Foundation
import Recommender
import TestSupport
import Testing

/// The engine and the naive evaluator derive the same from thousands of generated programs.
///
/// `DIFFERENTIAL_SEED=12345 swift test --filter Differential` starts at another seed,
/// `DIFFERENTIAL_PROGRAMS=10000` runs more of them.
@Suite("Differential proof") struct DifferentialTests {
  static let programs = number("DIFFERENTIAL_PROGRAMS") ?? 700
  static let firstSeed = UInt64(number("DIFFERENTIAL_SEED") ?? 1)
  static let profilesPerProgram = 3
  static let batches = 20

  static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  static func seeds(batch: Int) -> [UInt64] {
    (0..<programs).filter { $0 % batches == batch }.map { firstSeed &+ UInt64($0) }
  }

  @Test("the engine derives what the naive evaluator derives", arguments: 0..<batches)
  func agreement(batch: Int) {
    for seed in Self.seeds(batch: batch) {
      let program = SampleGenerator.program(seed: seed, profiles: Self.profilesPerProgram)
      let engine = Engine(program)
      for index in program.profiles.indices {
        guard let difference = engine.difference(from: program, profile: index) else { continue }
        let small = program.shrunk(profile: index) { smaller in
          Engine(smaller).difference(from: smaller, profile: 0)?.kind == difference.kind
        }
        Issue.record(
          """
          seed \(seed), profile \(index)
          \(difference.text)
          ======== the smallest program that still fails so ========
          \(Engine(small).difference(from: small, profile: 0)?.text ?? "")
          \(Self.text(of: small, profile: 0))
          """)
        return
      }
    }
  }

  @Test("a rule that its own conclusion would hold back is refused") func refusal() {
    for seed in Self.firstSeed..<Self.firstSeed + 60 {
      let sample = SampleGenerator.program(seed: seed, profiles: 1)
      guard let program = sample.holdingItselfBack else { continue }
      let error = #expect(throws: DiagnosticError.self) {
        _ = try Pack(files: PackText(program).files(arrangement: seed))
      }
      #expect(
        error?.diagnostics.map(\.code) == ["cycle"], "seed \(seed)\n\(Self.text(of: program, profile: 0))")
    }
  }

  @Test("every feature of the language occurs often enough") func histogram() {
    var counts: [NaiveFeature: Int] = [:]
    var runs = 0
    for seed in (0..<Self.batches).flatMap(Self.seeds) {
      let program = SampleGenerator.program(seed: seed, profiles: Self.profilesPerProgram)
      for profile in program.profiles {
        runs += 1
        for feature in NaiveEvaluator.outcome(of: program, for: profile).features {
          counts[feature, default: 0] += 1
        }
      }
    }
    print("\(runs) pairs of a program and a profile")
    for feature in NaiveFeature.allCases {
      let count = counts[feature, default: 0]
      print("\(feature.rawValue.padding(toLength: 18, withPad: " ", startingAt: 0)) \(count)")
      #expect(count >= 50, "\(feature)")
    }
    #expect(runs >= 2_000)
  }

  /// The program and the profile, ready to be saved as files.
  static func text(of program: SampleProgram, profile: Int) -> String {
    let files = PackText(program).files(arrangement: program.seed).sorted { $0.key < $1.key }
    let profile = ProfileText(program.profiles[profile], in: program, seed: program.seed).yaml
    return files.map { "# \($0.key)\n\($0.value)" }.joined(separator: "\n") + "\n# profile\n\(profile)"
  }
}

/// The engine, loaded with a sample program.
private struct Engine {
  /// How the engine departs from the naive evaluator.
  struct Difference {
    enum Kind { case refused, profileRefused, unexpectedError, missingError, otherError, facts }
    var kind: Kind
    var text: String
  }

  let pack: Result<Pack, DiagnosticError>

  init(_ program: SampleProgram) {
    let files = PackText(program).files(arrangement: program.seed)
    pack = Result { () throws(DiagnosticError) in try Pack(files: files) }
  }

  func difference(from program: SampleProgram, profile index: Int) -> Difference? {
    let expected = NaiveEvaluator.outcome(of: program, for: program.profiles[index])
    let text = ProfileText(program.profiles[index], in: program, seed: program.seed &+ UInt64(index))
    let pack: Pack
    let profile: Profile
    do {
      pack = try self.pack.get()
    } catch {
      return Difference(kind: .refused, text: "the pack is refused: \(error)")
    }
    do {
      profile = index % 3 == 2 ? try Profile(text.value, for: pack) : try Profile(text.yaml, for: pack)
    } catch {
      return Difference(kind: .profileRefused, text: "the profile is refused: \(error)")
    }
    do {
      let found = canonicalJSON(try pack.recommendation(for: profile).facts)
      if !expected.failures.isEmpty {
        return Difference(kind: .missingError, text: "expected one of \(expected.failures), found \(found)")
      }
      let facts = canonicalJSON(expected.facts)
      return facts == found ? nil : Difference(kind: .facts, text: "expected \(facts)\nfound    \(found)")
    } catch {
      if expected.failures.isEmpty {
        return Difference(
          kind: .unexpectedError, text: "expected \(canonicalJSON(expected.facts)), found \(error)")
      }
      let matches = error.diagnostics.map { diagnostic in
        expected.failures.contains {
          $0.code.rawValue == diagnostic.code && diagnostic.description.contains($0.rule)
        }
      }
      // What follows a conflict in its own stratum depends on which of the values is looked at.
      let hasConflict = expected.failures.contains { $0.code == .conflict }
      let isExpected = hasConflict ? matches.contains(true) : matches.allSatisfy { $0 } && !matches.isEmpty
      return isExpected
        ? nil : Difference(kind: .otherError, text: "expected of \(expected.failures), found \(error)")
    }
  }
}
