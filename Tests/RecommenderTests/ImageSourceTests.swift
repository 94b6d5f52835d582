import Foundation
import Recommender
import Testing

/// An image knows what it was made from: it is never silently old.
@Suite("Images and their sources") struct ImageSourceTests {
  /// A folder that is there for one test.
  private final class Folder {
    let path = NSTemporaryDirectory() + "recommend-\(UUID().uuidString)"

    deinit {
      try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
      let file = URL(fileURLWithPath: "\(path)/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    func age(_ name: String, seconds: Double) throws {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: "\(path)/\(name)")
    }

    /// Why an image cannot be used; empty where it can.
    func problem(_ image: String) -> String {
      do throws(DiagnosticError) {
        _ = try Pack(image: "\(path)/\(image)")
        return ""
      } catch {
        return error.description.replacingOccurrences(of: path, with: "HERE")
      }
    }
  }

  /// A pack that uses another one, and its image beside the folder of both.
  private func folder() throws -> Folder {
    let folder = Folder()
    try folder.write(
      "pack: base\nversion: 1.0.0\nshape: { profile: { years: number }, stage: new | old }\n",
      to: "rules/base/pack.yaml")
    try folder.write("pack: top\nversion: 1.0.0\nuses: [base]\n", to: "rules/top/pack.yaml")
    try folder.write(
      "rules: [{ rule: new, when: { profile: { years: ..<3 } }, then: { stage: new } }]\n",
      to: "rules/top/rules/stage.yaml")
    try folder.write("pack: other\nversion: 1.0.0\nuses: [nobody]\n", to: "rules/other/pack.yaml")
    try Pack(at: "\(folder.path)/rules/top").write(image: "\(folder.path)/top.bin")
    return folder
  }

  @Test("an image whose sources are the same is used, whatever their times")
  func fresh() throws {
    let folder = try folder()
    #expect(folder.problem("top.bin") == "")
    try folder.age("rules/top/rules/stage.yaml", seconds: 3600)
    #expect(folder.problem("top.bin") == "")
    try folder.write("tests: []\n", to: "rules/top/tests/none.yaml")
    try folder.write("some notes", to: "rules/top/notes.txt")
    #expect(folder.problem("top.bin") == "")
  }

  @Test("a file that changed is noticed, though its size and its time are the old ones")
  func changed() throws {
    let folder = try folder()
    let file = "rules/top/rules/stage.yaml"
    let time = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(file)")[.modificationDate]
    try folder.write(
      "rules: [{ rule: new, when: { profile: { years: ..<9 } }, then: { stage: new } }]\n", to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(time)], ofItemAtPath: "\(folder.path)/\(file)")
    #expect(
      folder.problem("top.bin") == """
        error[stale-image]: `HERE/top.bin` is out of date: `top/rules/stage.yaml` changed
          = help: compile the pack again: `recommend compile HERE/rules/top -o HERE/top.bin`
        """)
  }

  @Test("files that came and went are noticed, in used packs too, and only the first are named")
  func others() throws {
    let folder = try folder()
    try folder.write("report: []\n", to: "rules/base/report.yaml")
    try FileManager.default.removeItem(atPath: folder.path + "/rules/top/rules/stage.yaml")
    #expect(
      folder.problem("top.bin").contains(
        "out of date: `base/report.yaml` is new, `top/rules/stage.yaml` is gone\n"))
    for name in ["a", "b", "c"] { try folder.write("report: []\n", to: "rules/top/\(name).yaml") }
    #expect(folder.problem("top.bin").contains("`top/b.yaml` is new and 2 more differ\n"))
  }

  @Test("without its sources an image stands alone; with them it may move")
  func moved() throws {
    let folder = try folder()
    let files = FileManager.default
    try files.createDirectory(atPath: folder.path + "/far/away", withIntermediateDirectories: true)
    try files.copyItem(atPath: folder.path + "/top.bin", toPath: folder.path + "/far/away/top.bin")
    try folder.write("pack: base\nversion: 2.0.0\n", to: "rules/base/pack.yaml")
    #expect(folder.problem("far/away/top.bin") == "")
    #expect(folder.problem("top.bin").contains("`base/pack.yaml` changed"))
    try files.createSymbolicLink(
      atPath: folder.path + "/far/link.bin", withDestinationPath: folder.path + "/top.bin")
    #expect(folder.problem("far/link.bin").contains("`base/pack.yaml` changed"))
    try files.removeItem(atPath: folder.path + "/rules")
    #expect(folder.problem("top.bin") == "")
  }

  @Test("an image beside its pack is preferred on demand, as long as it is up to date")
  func beside() throws {
    let folder = try folder()
    let rules = folder.path + "/rules"
    func load() throws -> [Pack] {
      [
        try Pack(rules: rules, id: "top", preferringImages: true),
        try Pack(at: rules + "/top", preferringImages: true),
      ]
    }
    #expect(try load().allSatisfy { !$0.isImage })
    try Pack(at: rules + "/top").write(image: rules + "/top.bin")
    #expect(try load().allSatisfy { $0.isImage })
    #expect(try load().map { try $0.testCount() } == [0, 0])
    #expect(try !Pack(rules: rules, id: "top").isImage)
    #expect(try !Pack(at: rules + "/base", preferringImages: true).isImage)
    // The image of another pack under this name is of no use, and neither is what is no image.
    try Pack(at: rules + "/base").write(image: rules + "/top.bin")
    #expect(try load().allSatisfy { !$0.isImage })
    try folder.write("nothing", to: "rules/top.bin")
    #expect(try load().allSatisfy { !$0.isImage })
    try Pack(at: rules + "/top").write(image: rules + "/top.bin")
    try folder.write("report: []\n", to: "rules/base/report.yaml")
    #expect(try load().allSatisfy { !$0.isImage })
  }

  @Test("an image is written whole or not at all")
  func written() throws {
    let folder = try folder()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/top.bin"))
    let pack = try Pack(at: "\(folder.path)/rules/top")
    try folder.write("pack: top\nversion: 1.0.1\nuses: [base]\n", to: "rules/top/pack.yaml")
    let error = #expect(throws: DiagnosticError.self) {
      try pack.write(image: folder.path + "/top.bin")
    }
    #expect(error?.diagnostics.map(\.code) == ["changed-meanwhile"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/top.bin")) == before)
    let again = try Pack(at: "\(folder.path)/rules/top")
    for path in ["/nowhere/top.bin", "/rules"] {
      let error = #expect(throws: DiagnosticError.self) { try again.write(image: folder.path + path) }
      #expect(error?.diagnostics.map(\.code) == ["unwritable-file"])
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["rules", "top.bin"])
  }

  @Test("what cannot be read is told")
  func unreadable() throws {
    let folder = try folder()
    #expect(folder.problem("none.bin") == "error[missing-file]: there is no file or folder `HERE/none.bin`")
    #expect(folder.problem("rules") == "error[is-a-folder]: `HERE/rules` is a folder, expected a file")
    #expect(
      folder.problem("rules/top/pack.yaml") == """
        error[not-an-image]: `HERE/rules/top/pack.yaml` is not the image of a pack
          = help: `recommend compile` makes one; a pack's sources are given as their folder
        """)
  }
}
