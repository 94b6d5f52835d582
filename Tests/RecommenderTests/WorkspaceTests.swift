import Foundation
import RuleLanguage
import SourceTree
import TestSupport
import Testing

@testable import Recommender

@Suite("A folder of packs in an editor") struct WorkspaceTests {
  private static let pack = """
    pack: plants
    version: 1.0.0
    locales: [en]
    kinds: { plant: plants }
    shape:
      plants: { $plant: { name: text, light: 1..5, beside: [plant] } }
      profile: { light: 1..5 }
      fits: [plant]

    """

  private let root: String
  private var workspace: Workspace
  private let plants: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "workspace-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "plants"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    plants =
      "plants:\n"
      + (0..<300).map {
        "  plant-\($0):\n    name: Plant \($0)\n    light: 3\n    beside: [plant-\($0 / 2)]\n"
      }
      .joined()
    root = folder.path
    try WorkspaceTests.pack.write(
      to: folder.appending(path: "plants/pack.yaml"), atomically: true, encoding: .utf8)
    try plants.write(to: folder.appending(path: "plants/plants.yaml"), atomically: true, encoding: .utf8)
    workspace = Workspace(root: root)
    workspace.want("\(root)/plants/plants.yaml")
  }

  private mutating func show(_ text: String, _ file: String) {
    let path = "\(root)/plants/\(file)"
    workspace.show(SourceFile(path: path, bytes: Array(text.utf8)), at: path)
    workspace.parse()
  }

  private mutating func compile() {
    var check = workspace.check()
    workspace.prepare(&check)
    workspace.take(check)
  }

  @Test("tells of one file at once what compiling all tells of it")
  func quick() {
    var tests = self
    tests.show(tests.plants, "plants.yaml")
    tests.compile()
    let path = "\(root)/plants/plants.yaml"
    for (old, new) in [
      ("plant-70]", "plant-7o]"), ("light: 3\n    beside: [plant-20", "light: 7\n    beside: [plant-20"),
      ("name: Plant 99", "nmae: Plant 99"), ("Plant 40", "\"Plant 40"), ("  plant-12:\n", "  plant-13:\n"),
      (
        "  plant-200:",
        "  plant-new:\n    name: N\n    light: 9\n    beside: [plant-new]\n  plant-200:"
      ),
      ("Plant 140", "Plant hundred and forty"), ("[plant-70]", "[plant-7x, plant-8x, plant-xyz]"),
    ] {
      tests.show(tests.plants.replacing(old, with: new, maxReplacements: 1), "plants.yaml")
      let all = tests.workspace.check()
      #expect(tests.workspace.quickDiagnostics(path) == all.diagnostics[path] ?? [], "\(new)")
      // The author rests, or types on.
      if new.contains("P") { tests.compile() }
    }
  }

  @Test("tells mistakes of a shape at once")
  func shape() {
    var tests = self
    tests.show(WorkspaceTests.pack, "pack.yaml")
    tests.compile()
    let path = "\(root)/plants/pack.yaml"
    for (old, new, code) in [
      ("name: text", "name: texx", "bad-type"), ("plant: plants", "plant: plant", "missing-section"),
      ("1..5", "5..1", "bad-range"),
    ] {
      tests.show(WorkspaceTests.pack.replacing(old, with: new), "pack.yaml")
      let all = tests.workspace.check()
      let quick = tests.workspace.quickDiagnostics(path)
      #expect(quick == all.diagnostics[path] && quick?.isEmpty == false, "\(code)")
    }
    tests.show(WorkspaceTests.pack, "pack.yaml")
    #expect(tests.workspace.quickDiagnostics(path) == [])
  }
}
