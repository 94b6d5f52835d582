import Foundation
import TestSupport
import Testing

/// `--proof` and `recommend verify` as a user calls them.
@Suite("Certificates on the command line") struct VerifyCommandTests {
  @Test("a certificate that was written is accepted, and a changed one refused with its place")
  func roundTrip() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "proof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "out.json").path
    let profile = ["--profile", "Profiles/nearly-empty.yaml", "--pack", "ecommerce-operations"]

    let plain = try Shell.recommend(profile + ["--lang", "zh"])
    let proved = try Shell.recommend(profile + ["--lang", "zh", "--proof", path])
    #expect(proved.status == 0)
    #expect(proved.output == plain.output)

    let accepted = try Shell.recommend(["verify", path, "--lang", "zh"] + profile)
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(accepted.output.hasPrefix("✓ 核验通过："))

    let certificate = try String(contentsOfFile: path, encoding: .utf8)
    let changed = certificate.replacingOccurrences(
      of: "\"path\": \"ceiling\",\n      \"value\": 5", with: "\"path\": \"ceiling\",\n      \"value\": 4")
    #expect(changed != certificate)
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
    let refused = try Shell.recommend(["verify", path, "--lang", "en"] + profile)
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains(
        "error[wrong-step]: the rule `stage-by-years[2]` does not conclude `ceiling: 4`"))
    #expect(refused.errors.hasSuffix("Refused: 1 reason.\n"))

    try "[]".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try Shell.recommend(["verify", path] + profile).status == 65)
    #expect(try Shell.recommend(["verify", "nowhere.json"] + profile).status == 66)
    #expect(try Shell.recommend(["verify", path]).status == 64)
  }
}
