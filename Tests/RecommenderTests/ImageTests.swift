import Foundation
import TestSupport
import Testing

@testable import Recommender

/// A pack from its image says what it says from its sources.
@Suite("Images") struct ImageTests {
  private static let sample = Result { try Pack(image: Samples.pack.image()) }

  @Test("every sample profile has the same answer, in every language", arguments: Samples.profiles)
  func samples(profile: String) throws {
    let (source, image) = (try Samples.pack, try Self.sample.get())
    #expect(image.digest == source.digest)
    let one = try source.recommendation(for: Profile(at: Samples.path(profile), for: source))
    let other = try image.recommendation(for: Profile(at: Samples.path(profile), for: image))
    for locale in source.locales {
      #expect(one.value(in: locale).json() == other.value(in: locale).json())
    }
    let (line, same) = (try #require(one.sections.first?.lines.first), other.sections.first?.lines.first)
    #expect(line.reasons == same?.reasons)
  }

  @Test("a pack is what it was")
  func pack() throws {
    let (source, image) = (try Samples.pack, try Self.sample.get())
    #expect(image.isImage && !source.isImage)
    #expect((image.id, image.version) == (source.id, source.version))
    #expect(image.title == source.title)
    #expect(image.locales == source.locales)
    #expect((image.ruleCount, image.factCount) == (source.ruleCount, source.factCount))
    #expect(image.changeCount == source.changeCount && source.changeCount > 0)
    #expect(try source.image() == source.image())
  }

  @Test("generated packs have the same answers and the same mistakes", arguments: 0..<10)
  func generated(batch: UInt64) throws {
    for seed in (batch * 8 + 7_000)..<(batch * 8 + 7_008) {
      let program = SampleGenerator.program(seed: seed)
      let source = try Pack(files: PackText(program, hasReport: true).files(arrangement: seed))
      let image = try Pack(image: source.image())
      for (index, facts) in program.profiles.enumerated() {
        let profile = ProfileText(facts, in: program, seed: seed).yaml
        #expect(
          Self.outcome(source, profile) == Self.outcome(image, profile), "seed \(seed), profile \(index)")
      }
      #expect(Self.outcome(source, "nothing: 1") == Self.outcome(image, "nothing: 1"), "seed \(seed)")
    }
  }

  @Test("names, texts and mistakes in a profile are told as before")
  func mistakes() throws {
    let (source, image) = (try Samples.pack, try Self.sample.get())
    for text in ["skills: { copywritting: 3 }", "skills: { 文安: 3 }", "years: many", "yeers: 2"] {
      #expect(Self.outcome(source, text) == Self.outcome(image, text))
    }
  }

  @Test("an image has no tests, and none is made of it")
  func tests() throws {
    let image = try Self.sample.get()
    #expect(throws: DiagnosticError.self) { try image.testResults() }
    let error = #expect(throws: DiagnosticError.self) { try image.image() }
    #expect(error?.diagnostics.map(\.code) == ["already-an-image"])
  }

  /// The recommendation as JSON, with what may change, or what went wrong.
  static func outcome(_ pack: Pack, _ profile: String) -> String {
    do throws(DiagnosticError) {
      let profile = try Profile(profile, for: pack)
      let recommendation = try pack.recommendation(for: profile)
      return try recommendation.value(in: "en").json(pretty: false)
        + ChoiceText.of(Answer(of: pack, for: profile.facts))
    } catch {
      return error.description
    }
  }
}
