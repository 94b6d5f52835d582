import Foundation
import TestSupport
import Testing

@testable import Recommender

/// The schemas that `recommend schema` prints, against the files that they describe.
@Suite struct PackSchemaTests {
  private static func files(_ folder: String) throws -> [String] {
    let all = FileManager.default.enumerator(atPath: Repository.root.appending(path: folder).path)
    return (all?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map {
      "\(folder)/\($0)"
    }
  }

  private static func mistakes(_ text: String, _ schema: JSONSchema) throws -> [String] {
    let value = try #require(Value(yaml: Array(text.utf8)))
    return try schema.mistakes(in: value.json())
  }

  private let schema: PackSchema

  init() throws {
    let pack = try Pack(rules: Repository.root.appending(path: "Rules").path, id: "ecommerce-operations")
    schema = PackSchema(pack, locale: "zh")
  }

  @Test func `every file of the packs conforms, and a wrong id does not`() throws {
    let pack = try JSONSchema(schema.pack.json())
    for file in try PackSchemaTests.files("Rules/career-method")
      + PackSchemaTests.files("Rules/ecommerce-operations")
    {
      #expect(try PackSchemaTests.mistakes(Repository.text(file), pack) == [], "\(file)")
    }
    let role = try Repository.text("Rules/ecommerce-operations/roles/store-operations.yaml")
    let changes = [
      ("      paid-advertising:", "      paid-advertizing:"), ("suits: [goods", "suits: [gods"),
      ("importance: 9", "importance: 11"), ("    chain: store", "    chian: store"),
    ]
    for (old, new) in changes {
      #expect(role.contains(old))
      #expect(try !PackSchemaTests.mistakes(role.replacing(old, with: new), pack).isEmpty, "\(new)")
    }
  }

  @Test func `every profile conforms, and a wrong id, field or number does not`() throws {
    let profile = try JSONSchema(schema.profile.json())
    for file in try PackSchemaTests.files("Profiles")
    where !file.contains("/esco/") && !file.contains("/software/") {
      #expect(try PackSchemaTests.mistakes(Repository.text(file), profile) == [], "\(file)")
    }
    let me = try Repository.text("Profiles/me.yaml")
    let changes = [
      ("copywriting: 4", "copywritting: 4"), ("copywriting: 4", "copywriting: 6"),
      ("years: 2 ", "years: 61 "),
      ("years: 2 ", "yeers: 2 "), ("path: platform", "path: sea"),
      ("pack: ecommerce-operations", "pack: other"),
    ]
    for (old, new) in changes {
      #expect(me.contains(old))
      #expect(try !PackSchemaTests.mistakes(me.replacing(old, with: new), profile).isEmpty, "\(new)")
    }
  }

  @Test func `an id has its names in both languages, the chosen one first`() {
    let text = schema.profile.json(pretty: false)
    #expect(text.contains("文案写作 · Copywriting"))
  }
}
