import Foundation
import TestSupport
import Testing

@testable import Recommender

/// Certificates of sample profiles and of generated programs: the honest are accepted, the changed refused.
///
/// `CERTIFICATE_PROGRAMS=10000 swift test --filter Certificate` looks at more programs.
@Suite("Certificates") struct CertificateTests {
  static let batches = 20
  static let programs = DifferentialTests.number("CERTIFICATE_PROGRAMS") ?? 1_200

  /// A pack and a profile that have a recommendation.
  struct Case {
    let pack: Pack
    let profile: Profile
    let certificate: Value
    let text: String
  }

  static func cases(batch: Int, programs: Int) throws -> [Case] {
    var cases: [Case] = []
    for seed in stride(from: UInt64(batch), to: UInt64(programs), by: UInt64.Stride(batches)) {
      let program = SampleGenerator.program(seed: seed, profiles: 2)
      let pack = try Pack(files: PackText(program, hasReport: true).files(arrangement: seed))
      for index in program.profiles.indices {
        let text = ProfileText(program.profiles[index], in: program, seed: seed &+ UInt64(index)).yaml
        let profile = try Profile(text, for: pack)
        guard let recommendation = try? pack.recommendation(for: profile) else { continue }
        cases.append(
          Case(
            pack: pack, profile: profile, certificate: try recommendation.certificate(in: "en"),
            text: "seed \(seed)\n\(DifferentialTests.text(of: program, profile: index))"))
        break
      }
    }
    return cases
  }

  @Test("the certificate of a sample profile is accepted", arguments: Samples.profiles)
  func samples(profile: String) throws {
    let pack = try Samples.pack
    let profile = try Profile(at: Samples.path(profile), for: pack)
    let certificate = try pack.recommendation(for: profile).certificate(in: "zh").json()
    let verification = try pack.verify(certificate: certificate, for: profile)
    #expect(verification.refusals == [])
    #expect(verification.steps > 50)
    #expect(verification.applications > 50)
  }

  @Test(
    "the certificates of a thousand generated programs are accepted, and no changed one",
    arguments: 0..<batches)
  func generated(batch: Int) throws {
    let cases = try Self.cases(batch: batch, programs: Self.programs)
    #expect(cases.count * Self.batches >= 1_000 || Self.programs < 1_200)
    var random = SeededRandom(seed: UInt64(batch))
    for item in cases {
      let verification = try item.pack.verify(certificate: item.certificate.json(), for: item.profile)
      #expect(verification.refusals == [], "\(item.text)\n\(item.certificate.json())")
      let mutation = CertificateMutation(of: item.certificate)
      for _ in 0..<2 {
        guard let mutation = mutation.change(&random) else { continue }
        let isAccepted = Self.isAccepted(mutation.certificate.json(), item)
        #expect(!isAccepted, "\(mutation.name)\n\(item.text)\n\(mutation.certificate.json())")
      }
    }
  }

  @Test("no changed certificate of a sample profile is accepted")
  func changedSamples() throws {
    let pack = try Samples.pack
    let profile = try Profile(at: Samples.path("nearly-empty.yaml"), for: pack)
    let certificate = try pack.recommendation(for: profile).certificate(in: "en")
    let item = Case(pack: pack, profile: profile, certificate: certificate, text: "")
    var random = SeededRandom(seed: 1)
    let mutation = CertificateMutation(of: certificate)
    for _ in 0..<6 {
      guard let mutation = mutation.change(&random) else { continue }
      #expect(!Self.isAccepted(mutation.certificate.json(), item), "\(mutation.name)")
    }
  }

  /// What is no certificate is refused as well, with a message.
  static func isAccepted(_ certificate: String, _ item: Case) -> Bool {
    do {
      return try item.pack.verify(certificate: certificate, for: item.profile).isAccepted
    } catch {
      return false
    }
  }

  @Test("bytes at random are refused or accepted, and nothing crashes")
  func bytes() throws {
    var random = SeededRandom(seed: 7)
    for item in try Self.cases(batch: 3, programs: 200) {
      let bytes = Array(item.certificate.json().utf8)
      for _ in 0..<10 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: changed.indices, using: &random)
          switch Int.random(in: 0..<4, using: &random) {
          case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
          case 1: changed.remove(at: place)
          case 2: changed.insert(random.pick(Array("[]{}:,\"-0".utf8)), at: place)
          default: changed.removeSubrange(place..<min(changed.count, place + 40))
          }
        }
        _ = try? item.pack.verify(certificate: changed, for: item.profile)
      }
      for _ in 0..<10 {
        var tree = item.certificate
        for _ in 0..<3 {
          let places = tree.places
          let other = random.pick(places).value
          tree = tree.replacing(at: random.pick(places).path) { _ in other }
        }
        _ = try? item.pack.verify(certificate: tree.json(), for: item.profile)
      }
    }
  }
}
