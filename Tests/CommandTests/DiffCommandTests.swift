import Foundation
import TestSupport
import Testing

/// `recommend diff`: two folders, two revisions, and the ways in which profiles come.
@Suite struct DiffCommandTests {
  private static let old = """
    pack: p
    version: 1.0.0
    title: { en: Plants, zh: 植物 }
    locales: [en, zh]
    kinds: { plant: plants }
    shape:
      plants: { $plant: { name: text, light: number } }
      profile: { light: number, user: text? }
      fits: [plant]
    plants:
      fern: { name: { en: fern, zh: 蕨 }, light: 1 }
      cactus: { name: { en: cactus, zh: 仙人掌 }, light: 5 }
    report:
      - section: fits
        title: { en: Plants for you, zh: 适合你的植物 }
        each: { fits: $plant }
        text: $plant
        empty: { en: Nothing suits you., zh: 没有合适的。 }
    rules:
      - rule: enough
        when: { profile: { light: $have }, plants: { $plant: { light: $need } } }
        where: $have >= $need
        then: { fits: $plant }

    """
  private static let new = old.replacing("where: $have >= $need", with: "where: $have > $need")
  private static let people = """
    {"user":"u-1","light":1}
    {"user":"u-2","light":3}

    {"user":"u-3","light":5}
    {"user":"u-4","light":1}

    """

  private struct Scratch {
    let folder = FileManager.default.temporaryDirectory.appending(path: "diff-\(UUID().uuidString)")

    func write(_ text: String, _ path: String) throws {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func recommend(_ arguments: [String], input: String = "") throws -> Shell {
      try Shell.recommend(arguments, input: input, folder: folder)
    }
  }

  private func scratch() throws -> Scratch {
    let scratch = Scratch()
    try scratch.write(Self.old, "Old/p/pack.yaml")
    try scratch.write(Self.new, "New/p/pack.yaml")
    try scratch.write(Self.people, "people.ndjson")
    return scratch
  }

  @Test func `the page tells who gets another answer, from what to what and by which edit`() throws {
    let scratch = try scratch()
    defer { scratch.remove() }
    let ran = try scratch.recommend([
      "diff", "Old", "New", "--profiles", "people.ndjson", "--lang", "en", "--details", "2",
    ])
    #expect(ran.status == 1, "\(ran.errors)")
    #expect(ran.errors == "")
    #expect(
      ran.output == """
        Plants                                                                   p 1.0.0

        4 profiles: 3 with another answer, 1 with the same.

        What was edited
        ────────────────────────────────────────────────────────────────────────────────
          1  New/p/pack.yaml:20  rule enough changed
              changes 3 answers
              − where: $have >= $need
              + where: $have > $need

        people.ndjson:1
        ────────────────────────────────────────────────────────────────────────────────
        Cause: edit 1 (rule enough)
          Plants for you
            − fern
            + Nothing suits you.

        people.ndjson:4
        ────────────────────────────────────────────────────────────────────────────────
        Cause: edit 1 (rule enough)
          Plants for you
            − cactus

        1 more with another answer is counted above; --details tells them, too.

        """)
    let chinese = try scratch.recommend(["diff", "Old", "New", "--profiles", "people.ndjson", "--lang", "zh"])
    #expect(chinese.output.contains("4 份档案，3 份结果变了，1 份没变。"))
    #expect(chinese.output.contains("原因：改动 1（规则 enough）"))
  }

  @Test func `the exit status is that of diff`() throws {
    let scratch = try scratch()
    defer { scratch.remove() }
    let same = try scratch.recommend(["diff", "Old", "Old/p", "--profiles", "people.ndjson", "--lang", "en"])
    #expect(same.status == 0, "\(same.errors)")
    #expect(same.output.contains("4 profiles, no answer differs."))
    let bad = try scratch.recommend(
      ["diff", "Old", "New", "--profiles", "-"], input: "{\"lihgt\":1}\n{\"light\":1}\n")
    #expect(bad.status == 65)
    #expect(
      bad.errors
        == "standard input:1:1:2: error[unknown-field]: `lihgt` is not a field of `profile`; did you mean `light`?\n"
    )
    #expect(try scratch.recommend(["diff", "Old", "New"]).status == 64)
    #expect(try scratch.recommend(["diff", "Old", "New", "--profiles", "none.ndjson"]).status == 66)
    let missing = try scratch.recommend(["diff", "Old", "Nwe", "--profiles", "people.ndjson"])
    #expect(missing.status == 66)
    #expect(missing.errors.hasPrefix("error: there is no folder `Nwe`"))
  }

  @Test func `lines, CSV and a folder of profiles are counted alike`() throws {
    let scratch = try scratch()
    defer { scratch.remove() }
    try scratch.write("user,light\nu-1,1\nu-2,3\nu-3,5\nu-4,1\n", "people.csv")
    for (index, light) in [1, 3, 5, 1].enumerated() {
      try scratch.write("light: \(light)\n", "people/\(index).yaml")
    }
    for (input, name) in [
      ("people.ndjson", "people.ndjson:1"), ("people.csv", "people.csv:2"), ("people", "0.yaml"),
    ] {
      let ran = try scratch.recommend(["diff", "Old", "New", "--profiles", input, "--format", "json"])
      #expect(ran.status == 1, "\(ran.errors)")
      #expect(ran.output.contains("\"different\": 3"))
      #expect(ran.output.contains("\"same\": 1"))
      #expect(ran.output.contains("\"name\": \"\(name)\""))
    }
  }

  @Test func `a compiled file is compared, without its edits`() throws {
    let scratch = try scratch()
    defer { scratch.remove() }
    #expect(try scratch.recommend(["compile", "Old/p", "-o", "old.bin"]).status == 0)
    try FileManager.default.removeItem(at: scratch.folder.appending(path: "Old"))
    let ran = try scratch.recommend(["diff", "old.bin", "New", "--profiles", "people.ndjson", "--lang", "en"])
    #expect(ran.status == 1, "\(ran.errors)")
    #expect(ran.output.contains("One version is a compiled file without the text of its rules"))
  }

  @Test func `revisions of a git repository are read without being checked out`() throws {
    let scratch = try scratch()
    defer { scratch.remove() }
    func git(_ arguments: String...) throws -> Shell {
      let identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
      return try Shell.run(
        URL(fileURLWithPath: "/usr/bin/env"), ["git"] + identity + arguments, folder: scratch.folder)
    }
    let outside = try scratch.recommend(["diff", "HEAD~1", "HEAD", "--profiles", "people.ndjson"])
    #expect(outside.status == 66)
    guard try git("init", "-q").status == 0 else { return }
    #expect(outside.errors.contains("no git repository here"))
    for text in [Self.old, Self.new] {
      try scratch.write(text, "Rules/p/pack.yaml")
      try scratch.write(text, "content/植物/p/pack.yaml")
      #expect(try git("add", "Rules", "content").status == 0)
      #expect(try git("commit", "-qm", "m").status == 0)
    }
    for (old, new) in [
      ("HEAD~1", "HEAD"), ("HEAD~1", "Rules"), ("HEAD~1:content/植物", "HEAD:content/植物/p"),
      ("HEAD~1:Rules/p", "New/p"),
    ] {
      let ran = try scratch.recommend(["diff", old, new, "--profiles", "people.ndjson", "--lang", "en"])
      #expect(ran.status == 1, "\(ran.errors)")
      #expect(ran.output.contains("4 profiles: 3 with another answer, 1 with the same."))
      #expect(ran.output.contains("p/pack.yaml:20  rule enough changed"))
    }
    #expect(try scratch.recommend(["diff", "HEAD", "Rules", "--profiles", "people.ndjson"]).status == 0)
    let unknown = try scratch.recommend(["diff", "v9", "HEAD", "--profiles", "people.ndjson"])
    #expect(unknown.status == 66)
    #expect(unknown.errors == "error: `v9` is neither a folder nor a revision of this git repository\n")
    let empty = try scratch.recommend(["diff", "HEAD:none", "HEAD", "--profiles", "people.ndjson"])
    #expect(empty.errors == "error: there are no rules below `none` in the revision `HEAD`\n")
    let broken = Self.old.replacing("version: 1.0.0\n", with: "")
    try scratch.write(broken, "Rules/p/pack.yaml")
    #expect(try git("commit", "-qam", "broken").status == 0)
    #expect(try scratch.recommend(["diff", "HEAD~1", "HEAD", "--profiles", "people.ndjson"]).status == 65)
  }
}
