import Foundation
import SourceTree
import TestSupport
import Testing

@testable import Recommender
@testable import recommend

/// `recommend test` as a process, and what it writes.
@Suite struct TestCommandTests {
  private static let pack = "pack: lamps\nversion: 1.0.0\nlocales: [en]\n"
  private static let rules = """
    shape:
      profile: { room: number }
      size: small | large
    rules:
      - rule: size-by-room
        when: { profile: { room: $room } }
        then: { size: $size }
        table:
          - { room: ..<10, size: small }
          - { room: 10.., size: large }
    """
  private static let tests = """
    tests:
      - test: a small room
        profile: { room: 5 }
        expect: { size: small }
    """

  private func withPack(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "lamps/tests"), withIntermediateDirectories: true)
    try write(Self.pack, folder, "pack.yaml")
    try write(Self.rules, folder, "rules.yaml")
    try write(Self.tests, folder, "tests/lamps.yaml")
    try body(folder)
  }

  private func write(_ text: String, _ folder: URL, _ path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: "lamps/\(path)"), options: .atomic)
  }

  @Test func `coverage and changes are told, in the language of the reader`() throws {
    try withPack { folder in
      let ran = try Shell.recommend(["test", "lamps", "--coverage", "--mutate"], folder: folder)
      #expect(ran.status == 0, "\(ran.errors)")
      #expect(ran.output.contains("  lamps  1 of 2 rules and rows"))
      #expect(
        ran.output.contains(
          "the nearest test is “a small room”, where this fails:\n          profile.room: 10.."))
      #expect(ran.output.contains("number: profile.room: ..<10 → profile.room: ..<9"))
      #expect(ran.output.contains("        - test: "))
      let chinese = try Shell.recommend(["test", "lamps", "--coverage", "--lang", "zh"], folder: folder)
      #expect(chinese.output.contains("规则和表格行 1/2"))
    }
  }

  @Test func `shares below the least one end with status 1, and mistakes on the line with 64`() throws {
    try withPack { folder in
      let below = try Shell.recommend(["test", "lamps", "--min-coverage", "51"], folder: folder)
      #expect((below.status, below.errors) == (1, "Rules and rows reached: 50%, and 51% are asked for.\n"))
      #expect(try Shell.recommend(["test", "lamps", "--min-coverage", "50"], folder: folder).status == 0)
      #expect(try Shell.recommend(["test", "lamps", "--min-mutation", "99"], folder: folder).status == 1)
      #expect(try Shell.recommend(["test", "lamps", "--min-coverage", "101"], folder: folder).status == 64)
      #expect(try Shell.recommend(["test", "lamps", "--format", "markdown"], folder: folder).status == 64)
    }
  }

  @Test func `JSON and JUnit XML tell what failed`() throws {
    try withPack { folder in
      try write(
        Self.tests.replacingOccurrences(of: "size: small", with: "size: large"), folder, "tests/lamps.yaml")
      let ran = try Shell.recommend(
        ["test", "lamps", "--format", "json", "--coverage", "--junit", "out.xml"], folder: folder)
      #expect(ran.status == 1)
      let json = try #require(try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any])
      #expect(json["format"] as? String == "tests/1")
      #expect(json["failed"] as? Int == 1)
      let xml = try String(contentsOf: folder.appending(path: "out.xml"), encoding: .utf8)
      #expect(xml.contains("<testsuite name=\"lamps\" tests=\"1\" failures=\"1\""))
      #expect(xml.contains("<failure type=\"expectation-failed\""))
    }
  }

  @Test func `JUnit XML escapes what XML reserves and leaves out what it cannot hold`() {
    let result = TestResult(
      name: "a < b & \"c\" \u{1}的\n", place: Place(path: "t.yaml", line: 3, column: 1), failures: [])
    let xml = JUnitReport(entries: [.init(id: "lamps", version: "1", results: [result])]).xml
    #expect(
      xml.contains(
        "name=\"a &lt; b &amp; &quot;c&quot; 的&#10;\" file=\"t.yaml\" line=\"3\" time=\"0.000000\"/>"))
  }

  @Test func `a watch runs again when a file changes, goes on where the pack is broken, and Ctrl-C ends it`()
    throws
  {
    try withPack { folder in
      let output = folder.appending(path: "output")
      try Data().write(to: output)
      let process = Process()
      process.executableURL = Repository.products.appending(path: "recommend")
      process.arguments = ["test", "lamps", "--watch", "--lang", "en"]
      process.currentDirectoryURL = folder
      let file = try FileHandle(forWritingTo: output)
      process.standardOutput = file
      process.standardError = file
      try process.run()
      func wait(for text: String, times: Int) throws {
        // As long as it takes: the test ends with the process, not with a clock.
        while process.isRunning {
          let found = try String(contentsOf: output, encoding: .utf8).components(separatedBy: text).count - 1
          if found >= times { return }
          usleep(20_000)
        }
        Issue.record("the watch ended before it said \(text)")
      }
      try wait(for: "Waiting for a file", times: 1)
      try write(Self.rules + "\n  - rule: broken\n", folder, "rules.yaml")
      try wait(for: "error[missing-field]", times: 1)
      try wait(for: "Waiting for a file", times: 2)
      try write(Self.rules, folder, "rules.yaml")
      try wait(for: "1 test, all passed.", times: 2)
      try wait(for: "Waiting for a file", times: 3)
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
    }
  }
}
