import enum Inference.Checksum
import Recommender
import TestSupport
import Testing

/// Whatever stands in an image, there is an answer or a diagnostic.
///
/// `IMAGE_SEED=7 IMAGE_DAMAGES=100000 swift test --filter ImageDamage` tries others, and more of them.
@Suite("Images that are no images any more") struct ImageDamageTests {
  private static let damages = DifferentialTests.number("IMAGE_DAMAGES") ?? 2_000
  private static let seed = UInt64(DifferentialTests.number("IMAGE_SEED") ?? 1)

  private static func code(_ bytes: [UInt8]) -> String {
    do throws(DiagnosticError) {
      _ = try Pack(image: bytes)
      return ""
    } catch {
      return error.diagnostics.map(\.code).joined(separator: " ")
    }
  }

  private static func image(seed: UInt64) throws -> (bytes: [UInt8], profiles: [String]) {
    let program = SampleGenerator.program(seed: seed)
    let pack = try Pack(files: PackText(program, hasReport: true).files(arrangement: seed))
    return (try pack.image(), program.profiles.map { ProfileText($0, in: program, seed: seed).yaml })
  }

  @Test("other bytes are not an image, and an image of another version is told apart")
  func foreign() throws {
    let bytes = try Self.image(seed: 3).bytes
    #expect(Self.code([]) == "not-an-image")
    #expect(Self.code(Array("pack: case\nversion: 1.0.0\n".utf8)) == "not-an-image")
    #expect(Self.code(Array(bytes.prefix(20))) == "damaged-image")
    #expect(Self.code(bytes + [0]) == "damaged-image")
    var other = bytes
    other[8] = 77
    #expect(Self.code(other) == "damaged-image")
    #expect(Self.code(Self.sealed(other)) == "image-version")
    // Versions before the third had other checksums.
    other[8] = 2
    #expect(Self.code(other) == "image-version")
    other = bytes
    other.replaceSubrange(12..<16, with: other[12..<16].reversed())
    #expect(Self.code(Self.sealed(other)) == "image-version")
  }

  @Test("a flipped bit and a missing end are noticed")
  func accidents() throws {
    let bytes = try Self.image(seed: 4).bytes
    var random = SeededRandom(seed: Self.seed)
    for _ in 0..<150 {
      var damaged = bytes
      let place = Int.random(in: 0..<bytes.count, using: &random)
      damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      #expect(Self.code(damaged) != "", "byte \(place)")
      #expect(Self.code(Array(bytes.prefix(place))) != "", "\(place) bytes")
    }
  }

  /// Whoever alters an image on purpose gives it the right checksums: then every number in it is looked at.
  @Test("an image that was altered on purpose gives an answer or a diagnostic", arguments: 0..<8)
  func strangers(batch: UInt64) throws {
    var random = SeededRandom(seed: Self.seed &* 1_000 &+ batch)
    var limits = Limits.standard
    limits.maxFacts = 10_000
    limits.maxRuleInstances = 1_000
    var (refused, answered) = (0, 0)
    var (bytes, profiles) = try Self.image(seed: batch)
    for number in 0..<Self.damages / 8 {
      if number % 100 == 99 { (bytes, profiles) = try Self.image(seed: random.next() % 10_000) }
      let damaged = Self.sealed(Self.altered(bytes, &random))
      do throws(DiagnosticError) {
        let pack = try Pack(image: damaged, limits: limits)
        answered += 1
        for profile in profiles { _ = ImageTests.outcome(pack, profile) }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0 && answered > 0)
  }

  private static func altered(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      // Behind the header, and more often in the stream, which says more with fewer bytes.
      let stream = Int(bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 24, as: UInt64.self) })
      let place = Int.random(in: (random.chance(60) ? stream : 64)..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes[place] = random.pick([0, 1, 2, 3, 0x7F, 0xFF])
      default:
        for index in place..<min(place + 4, bytes.count) { bytes[index] = random.pick([0, 0xFF]) }
      }
    }
    return bytes
  }

  /// The bytes with checksums that are right.
  private static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    func put(_ sum: UInt64, _ offset: Int) {
      withUnsafeBytes(of: sum) { bytes.replaceSubrange(offset..<offset + 8, with: $0) }
    }
    let start = Int(bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 24, as: UInt64.self) })
    let (flat, stream) = (Array(bytes[64..<start]), Array(bytes[start...]))
    put(
      flat.withUnsafeBytes { flat in stream.withUnsafeBytes { Checksum.of($0, seed: Checksum.of(flat)) } }, 32
    )
    put(Array(bytes[..<40]).withUnsafeBytes { Checksum.of($0) }, 40)
    return bytes
  }
}
