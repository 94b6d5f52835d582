import Foundation
import TestSupport
import Testing

/// `recommend fmt`: which files it changes, what it prints and how it ends.
@Suite struct FmtCommandTests {
  @Test func `files are listed by --check and changed without it`() throws {
    let folder = try Scratch([
      "good.yaml": "a: 1\n", "bad.yaml": "a:   1\nb: [x,y]\n", "deep/er.yml": "- {a: 1}\n",
    ])
    let checked = try folder.recommend(["fmt", "--check", "."])
    #expect(checked.status == 1)
    #expect(checked.output == "./bad.yaml\n./deep/er.yml\n\n2 of 3 files would change.\n")
    #expect(folder.text("bad.yaml") == "a:   1\nb: [x,y]\n")
    let changed = try folder.recommend(["fmt", ".", "--lang", "zh"])
    #expect(changed.status == 0)
    #expect(changed.output == "./bad.yaml\n./deep/er.yml\n\n3 个文件里重新排版了 2 个。\n")
    #expect(folder.text("bad.yaml") == "a: 1\nb: [x, y]\n")
    #expect(folder.text("deep/er.yml") == "- { a: 1 }\n")
    #expect(try folder.recommend(["fmt", "--check", "."]).output == "3 files, all laid out well.\n")
    let json = try folder.recommend(["fmt", "good.yaml", "--format", "json"])
    #expect(json.output.contains("\"path\": \"good.yaml\",\n      \"changed\": false"))
  }

  @Test func `a file with a mistake stays, and the others are laid out`() throws {
    let folder = try Scratch(["broken.yaml": "a: [1\n", "other.yaml": "a:  1\n", "odd.yaml": "? a\n: 1\n"])
    let ran = try folder.recommend(["fmt", "broken.yaml", "other.yaml", "odd.yaml"])
    #expect(ran.status == 65)
    #expect(ran.errors.hasPrefix("error[unclosed-bracket]: "))
    #expect(ran.errors.contains("--> broken.yaml:1:4"))
    #expect(ran.output.contains("other.yaml\nodd.yaml:1:1: stays as it is ("))
    #expect(folder.text("broken.yaml") == "a: [1\n")
    #expect(folder.text("other.yaml") == "a: 1\n")
  }

  @Test func `standard input goes to standard output`() throws {
    let ran = try Shell.recommend(["fmt", "-"], input: "a:   {b: 1}\n")
    #expect(ran.output == "a: { b: 1 }\n")
    #expect(try Shell.recommend(["fmt", "-", "--check"], input: "a:   1\n").status == 1)
  }

  @Test func `a wrong path changes nothing, and JSON is not laid out`() throws {
    let folder = try Scratch(["a.yaml": "a:  1\n"])
    #expect(try folder.recommend(["fmt", "a.yaml", "b.yaml"]).status == 66)
    #expect(folder.text("a.yaml") == "a:  1\n")
    #expect(try folder.recommend(["fmt", "me.json"]).status == 64)
    #expect(try folder.recommend(["fmt", "a.yaml", "--format", "svg"]).status == 64)
  }
}

/// A folder for one test.
final class Scratch {
  let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  init(_ files: [String: String] = [:], copying folders: [String] = []) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try write(files)
    for folder in folders {
      let target = url.appending(path: folder)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: Repository.root.appending(path: folder), to: target)
    }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func text(_ path: String) -> String? { try? String(contentsOf: url.appending(path: path), encoding: .utf8) }

  func write(_ files: [String: String]) throws {
    for (path, text) in files {
      let file = url.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  /// Runs what somebody types into a shell that finds `recommend`; both streams are its output.
  func run(_ script: String) throws -> Shell {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try Shell.run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", "exec 2>&1\n" + script],
      environment: [
        "PATH": "\(Repository.products.path):\(path)", "NO_COLOR": "1", "LC_ALL": "en_US.UTF-8",
        "COLUMNS": "80",
      ], folder: url)
  }

  func recommend(_ arguments: [String], input: String = "") throws -> Shell {
    try Shell.recommend(arguments, input: input, folder: url)
  }
}
