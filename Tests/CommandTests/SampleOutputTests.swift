import Foundation
import TestSupport
import Testing

/// What the command prints for every sample profile, byte by byte.
///
/// `RECORD_CASES=1 swift test --filter SampleOutput` writes the outputs anew.
@Suite("Sample profiles") struct SampleOutputTests {
  struct Form: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let ending: String
    var testDescription: String { ending }
  }

  static let forms = [
    Form(arguments: ["--lang", "zh"], ending: "zh.txt"), Form(arguments: ["--lang", "en"], ending: "en.txt"),
    Form(arguments: ["--lang", "zh", "--format", "json"], ending: "json"),
  ]

  @Test("the output is the recorded one", arguments: Samples.profiles, forms)
  func recorded(profile: String, form: Form) throws {
    try Self.expectRecorded(profile, ["--pack", "ecommerce-operations"] + form.arguments, form)
  }

  /// The profile names its pack, among the several in `Rules`.
  @Test(
    "the output of the software pack is the recorded one", arguments: Samples.softwareProfiles,
    Array(forms.prefix(2)))
  func recordedSoftware(profile: String, form: Form) throws {
    try Self.expectRecorded(profile, form.arguments, form)
  }

  private static func expectRecorded(_ profile: String, _ arguments: [String], _ form: Form) throws {
    let ran = try Shell.recommend(["--profile", "Profiles/\(profile)"] + arguments)
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(ran.errors == "")
    let path = "Tests/Cases/profiles/\(profile).\(form.ending)"
    if ProcessInfo.processInfo.environment["RECORD_CASES"] != nil {
      try ran.output.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
    } else {
      let expected = try Repository.text(path)
      #expect(ran.output == expected, "\(path) is another text; RECORD_CASES=1 records it anew")
    }
  }

  @Test("there are at least ten sample profiles")
  func enough() {
    #expect(Samples.profiles.count >= 10)
    #expect(Samples.softwareProfiles.count >= 3)
  }
}
