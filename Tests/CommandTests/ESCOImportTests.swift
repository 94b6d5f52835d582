import Foundation
import Recommender
import TestSupport
import Testing

@testable import recommend

/// `recommend import esco` on the small part of ESCO in `Tests/ESCO`.
@Suite("ESCO") struct ESCOImportTests {
  private static let sample = Repository.root.appending(path: "Tests/ESCO")
  private static let csv = sample.appending(path: "csv").path

  /// A folder of packs with `career-method` in it, removed when the work is done.
  private func withRules<Result>(_ work: (URL) throws -> Result) throws -> Result {
    let rules = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: rules) }
    try FileManager.default.copyItem(
      at: Repository.root.appending(path: "Rules/career-method"), to: rules.appending(path: "career-method"))
    return try work(rules)
  }

  /// The texts below a folder by their paths in it.
  private func texts(in folder: URL) throws -> [String: String] {
    var texts: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".yaml")
    {
      texts[path] = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }
    return texts
  }

  private func importing(_ rules: URL, _ arguments: String..., csv: String = csv) throws -> Shell {
    try Shell.recommend(["import", "esco", "--csv", csv, "--out", rules.path + "/esco"] + arguments)
  }

  @Test("the pack is the recorded one, byte by byte, and has no mistakes")
  func recorded() throws {
    try withRules { rules in
      let ran = try importing(rules)
      #expect(ran.status == 0, "\(ran.errors)")
      #expect(ran.errors == "")
      #expect(
        ran.output == """
          ✓ \(rules.path)/esco  10 occupations  46 skills  54 relations

          Left out: 3 relations with an occupation or a skill that is not in the files.
          Left out: 2 occupations and skills without a label.
          Left out: 3 records that repeat another.

          """)
      let made = rules.appending(path: "esco")
      let kept = Self.sample.appending(path: "pack")
      if ProcessInfo.processInfo.environment["RECORD_CASES"] != nil {
        try? FileManager.default.removeItem(at: kept)
        try FileManager.default.copyItem(at: made, to: kept)
      }
      let (found, expected) = (try texts(in: made), try texts(in: kept))
      #expect(found.keys.sorted() == expected.keys.sorted())
      for (path, text) in found { #expect(text == expected[path], "\(path) is another text") }
      let pack = try Pack(at: made.path)
      #expect(pack.id == "esco")
      #expect(pack.version == "2022-07-05")
    }
  }

  @Test("the order of the records does not matter")
  func shuffled() throws {
    var random = SeededRandom(seed: 7)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.csv) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.csv).appending(path: name))
      var reader = CSVReader(Array(bytes))
      var records: [[String]] = []
      while let record = try reader.next() { records.append(record.fields) }
      let lines = [records[0]] + records.dropFirst().shuffled(using: &random)
      let quoted = lines.map { fields in
        fields.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
      }
      try quoted.joined().write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    let one = try ESCOClassification(ESCOFiles(in: Self.csv, language: "en")) { _ in }
    let other = try ESCOClassification(ESCOFiles(in: folder.path, language: "en")) { _ in }
    #expect(one.omissions == other.omissions)
    #expect(ESCOPack(one, language: "en").files() == ESCOPack(other, language: "en").files())
  }

  @Test("a profile is answered, by labels and with reasons")
  func advice() throws {
    try withRules { rules in
      #expect(try importing(rules).status == 0)
      let pack = try Pack(at: rules.path + "/esco")
      let profile = try Profile(
        [
          "years": 2, "works-as": ["market researcher"], "target": ["data analyst"],
          "skills": ["interpret current data": 3, "C#": 2, "business-intelligence": 1],
        ], for: pack)
      let advice = try pack.recommendation(for: profile)
      #expect(
        advice.section("present-roles").map { $0.text(in: "en") } == ["market research analyst · ISCO 2431"])
      #expect(advice.section("measured-by").map { $0.text(in: "zh") } == ["data analyst"])
      #expect(advice.section("strengths").map { $0.text(in: "en") } == ["interpret current data: level 3"])
      let roles = advice.section("distant-roles")
      #expect(roles.map { $0.text(in: "en") } == ["data analyst"])
      let reasons = roles.flatMap(\.reasons).map { $0.text.text(in: "en") }
      #expect(reasons.contains("interpret current data: needs level 3, you have 3, importance 9."))
      #expect(advice.section("about").first?.text(in: "en").contains("ESCO") == true)
      #expect(reasons.contains("data analyst asks 9 skills in all."))
      // Nobody can tick a duty or a liking that the pack does not have, nor learn from what is not there.
      #expect(advice.assumptions.allSatisfy { $0.path != "does" && $0.path != "likes" })
      #expect(advice.facts["open"] == .list([.text("data-analyst")]))
    }
  }

  @Test("only the occupations that need a skill of the profile are looked at, on the stated path")
  func path() throws {
    try withRules { rules in
      #expect(try importing(rules).status == 0)
      let pack = try Pack(at: rules.path + "/esco")
      func open(_ path: Value?) throws -> Value? {
        var profile: [Value.Field] = [
          Value.Field("years", 0),
          Value.Field("skills", ["statistics-7ee4": 3, "greet guests": 1, "mathematics": 0]),
        ]
        if let path { profile.append(Value.Field("path", path)) }
        return try pack.recommendation(for: Profile(.object(profile), for: pack)).facts["open"]
      }
      #expect(
        try open(nil) == [
          "data-analyst", "hotel-concierge", "market-research-analyst", "news-editor-a1b2c3d4odd1",
          "statistical-assistant",
        ])
      #expect(try open("Clerical support workers") == ["hotel-concierge"])
      #expect(try open("isco-9") == nil)
    }
  }

  @Test("a folder that is not generated stays, unless it is forced")
  func strangers() throws {
    try withRules { rules in
      #expect(try importing(rules).status == 0)
      #expect(try importing(rules).status == 0, "a pack that was made before is replaced")
      let own = rules.appending(path: "esco/my-rules.yaml")
      try "rules: []\n".write(to: own, atomically: true, encoding: .utf8)
      let refused = try importing(rules)
      #expect(refused.status == 65)
      #expect(
        refused.errors == """
          error[not-generated]: `\(own.path)` was not made by this command, and would be lost
            = help: name another folder, or say `--force`

          """)
      #expect(FileManager.default.fileExists(atPath: own.path))
      #expect(try importing(rules, "--force").status == 0)
      #expect(!FileManager.default.fileExists(atPath: own.path))
      let left = try FileManager.default.contentsOfDirectory(atPath: rules.path).sorted()
      #expect(left == ["career-method", "esco"], "nothing hidden is left behind")
    }
  }

  @Test("a missing folder, file or column is told with what was expected")
  func missing() throws {
    try withRules { rules in
      let none = try importing(rules, csv: "/nowhere/esco")
      #expect(none.status == 66)
      #expect(
        none.errors == """
          error[missing-file]: there is no file or folder `/nowhere/esco`
            = help: expected a folder with the CSV files of the ESCO portal, such as `occupations_en.csv`

          """)
      let german = try importing(rules, "--lang", "de")
      #expect(german.status == 66)
      #expect(
        german.errors == """
          error[missing-file]: there is no file `occupations_de.csv` in `\(Self.csv)`
            = help: there is `occupations_en.csv`: say `--lang en`

          error[missing-file]: there is no file `skills_de.csv` in `\(Self.csv)`
            = help: there is `occupations_en.csv`: say `--lang en`

          """)
      let folder = rules.appending(path: "csv")
      try FileManager.default.copyItem(atPath: Self.csv, toPath: folder.path)
      let skills = folder.appending(path: "skills_en.csv")
      try "conceptUri,preferredLabel,altLabels\nx,y\n".write(to: skills, atomically: true, encoding: .utf8)
      let column = try importing(rules, csv: folder.path)
      #expect(column.status == 65)
      #expect(
        column.errors == """
          error[no-column]: there is no column `skillType`
            --> \(skills.path):1:1
            = help: the heading has `conceptUri`, `preferredLabel`, `altLabels`

          """)
      try "conceptUri,preferredLabel,altLabels,skillType\nx,y,z\n".write(
        to: skills, atomically: true, encoding: .utf8)
      let field = try importing(rules, csv: folder.path)
      #expect(field.status == 65)
      #expect(
        field.errors == """
          error[bad-csv]: the record has 3 fields, and the heading has 4
            --> \(skills.path):2:1
            = help: expected a CSV file as the ESCO portal publishes it; get it once more

          """)
      #expect(!FileManager.default.fileExists(atPath: rules.path + "/esco"), "nothing is left behind")
    }
  }

  @Test("a folder that cannot be written ends with 74")
  func unwritable() throws {
    let ran = try Shell.recommend(["import", "esco", "--csv", Self.csv, "--out", "/dev/null/esco"])
    #expect(ran.status == 74)
    #expect(ran.errors.hasPrefix("error: `/dev/null"))
  }
}
