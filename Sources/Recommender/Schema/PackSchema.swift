import Inference
import RuleLanguage

/// JSON Schemas of the files of a pack and of profiles, for the YAML support of editors.
///
///     let schema = PackSchema(pack, locale: "zh")
///     print(schema.profile.json())
///
/// They are of draft-07, which those editors know. They say less than the compiler: an editor completes and underlines,
/// `recommend check` decides. In a file of a pack the ids of a kind's own section are free, since that is where they are
/// declared, and a pattern may hold a variable or a range wherever it may in a rule.
package struct PackSchema {
  let compiled: CompiledPack
  /// The locale whose texts come first.
  let locale: String

  package init(_ pack: Pack, locale: String) {
    compiled = pack.compiled
    self.locale = locale
  }

  var shape: Shape { compiled.shape }

  /// What a place is for.
  enum Use: String {
    case fact, profile, pattern, conclusion
    var isRule: Bool { self == .pattern || self == .conclusion }
  }

  // MARK: Documents

  /// Of what a person states.
  package var profile: Value {
    var fields = head("profile")
    let node = shape.section(Shape.profile)
    var value = node.map { self.node($0, .profile) } ?? ["type": "object"]
    if !FactsFromProfile.hasField("pack", shape), case .object(let parts) = value {
      value = .object(
        parts.map { part in
          guard part.name == "properties", case .object(let properties) = part.value else { return part }
          let packs = compiled.manifests.map { Value.text($0.id) }
          return Value.Field(
            "properties", .object([Value.Field("pack", ["enum": .list(packs)])] + properties))
        })
    }
    if case .object(let parts) = value { fields += parts }
    return .object(fields + [definitions([.profile])])
  }

  /// Of every file of a pack, `pack.yaml` and tests among them.
  package var pack: Value {
    var properties: [Value.Field] = [
      .init("pack", PackSchema.name), .init("version", PackSchema.text),
      .init("title", PackSchema.localized), .init("uses", PackSchema.oneOrMany(PackSchema.name)),
      .init("locales", PackSchema.oneOrMany(PackSchema.name)), .init("cost-unit", PackSchema.localized),
      .init("kinds", PackSchema.object(others: PackSchema.name)),
      .init("shape", ["type": ["object", "null"]]),
      .init("rules", list(record(PackFields.rule, required: ["rule", "then"]))),
      .init("changes", list(record(PackFields.change, required: ["change", "cost"]))),
      .init("report", list(PackSchema.reference("section"))),
      .init("questions", list(record(PackFields.question, required: ["question", "sets", "text"]))),
      .init("audits", list(record(PackFields.audit, required: ["audit", "each"]))),
      .init("tests", list(record(PackFields.test, required: ["test", "profile"]))),
    ]
    for name in sections where name != Shape.profile {
      if let section = shape.section(name) { properties.append(.init(name, node(section, .fact))) }
    }
    // The facts of a file of tests may bring ids of their own, which no schema of the pack knows.
    let strict = Value.object([
      .init("properties", .object(properties)), .init("additionalProperties", false),
    ])
    let withFacts: Value = [
      "properties": [
        "facts": ["type": "object"],
        "tests": list([
          "type": "object",
          "properties": .object(PackFields.test.map { Value.Field($0, [:]) }),
          "required": ["test", "profile"], "additionalProperties": false,
        ]),
      ],
      "required": ["facts", "tests"], "additionalProperties": false,
    ]
    return .object(
      head("pack") + [
        .init("type", "object"), .init("anyOf", .list([strict, withFacts])),
        definitions([.fact, .profile, .pattern, .conclusion]),
      ])
  }

  private func head(_ what: String) -> [Value.Field] {
    [
      .init("$schema", "http://json-schema.org/draft-07/schema#"),
      .init("title", .text("\(compiled.manifest.id) \(compiled.manifest.version): \(what)")),
    ]
  }

  /// The sections of the shape, in the order of their declaration.
  private var sections: [String] {
    guard case .record(let fields) = shape.nodes[Shape.root].content else { return [] }
    return ordered(fields).map(\.name)
  }

  func ordered(_ fields: [String: Int]) -> [(name: String, node: Int)] {
    fields.sorted { (shape.nodes[$0.value].span, $0.key) < (shape.nodes[$1.value].span, $1.key) }
      .map { ($0.key, $0.value) }
  }

  // MARK: Records of the language

  private func list(_ items: Value) -> Value { ["type": ["array", "null"], "items": items] }

  private func record(_ fields: [String], required: [String]) -> Value {
    .object([
      .init("type", "object"),
      .init("properties", .object(fields.map { Value.Field($0, part($0, of: fields[0])) })),
      .init("required", .list(required.map(Value.text))), .init("additionalProperties", false),
    ])
  }

  private func part(_ field: String, of record: String) -> Value {
    switch field {
    case "when", "unless", "each", "margin", "drop", "expect", "reject", "needs", "reaches":
      return PackSchema.oneOrMany(PackSchema.reference("pattern"))
    case "then": return PackSchema.reference("conclusion")
    case "profile": return PackSchema.reference("profile")
    case "because", "title", "text", "help", "empty": return PackSchema.localized
    case "note": return record == "section" ? PackSchema.localized : PackSchema.text
    case "where", "order", "cost": return PackSchema.oneOrMany(PackSchema.scalar)
    case "table": return list(["type": "object"])
    case "limit": return ["type": "integer", "minimum": 1]
    case "tone": return ["enum": .list(PackFields.tones.map(Value.text))]
    case "parts": return list(PackSchema.reference("section"))
    case "sets":
      let fields = shape.section(Shape.profile).flatMap { node -> [String]? in
        guard case .record(let fields) = shape.nodes[node].content else { return nil }
        return ordered(fields).map(\.name)
      }
      return [
        "anyOf": [["enum": .list((fields ?? []).map(Value.text))], ["type": "string", "pattern": "[.]"]]
      ]
    case "test", "source": return PackSchema.text
    case record: return PackSchema.name
    default: return PackSchema.text
    }
  }

  // MARK: Definitions

  /// What is used in several places: texts, the kinds' ids, patterns.
  private func definitions(_ uses: [Use]) -> Value.Field {
    var found: [Value.Field] = [
      .init("name", ["type": ["string", "number", "boolean"]]),
      .init("text", ["type": ["string", "number", "boolean"]]),
      .init("scalar", ["type": ["string", "number", "boolean"]]),
      .init(
        "localized",
        [
          "anyOf": [
            PackSchema.text,
            ["type": "object", "additionalProperties": PackSchema.text],
          ]
        ]),
      .init("variable", ["type": "string", "pattern": "^[$]"]),
      .init("range", ["type": "string", "pattern": "[.][.]|[|]|[$]"]),
    ]
    for number in shape.kinds.indices {
      found.append(.init("id-" + shape.kinds[number].name, ids(KindID(number))))
    }
    if uses.contains(.pattern) {
      found.append(.init("pattern", node(Shape.root, .pattern)))
      found.append(.init("conclusion", node(Shape.root, .conclusion)))
      found.append(.init("section", record(PackFields.section, required: ["section"])))
      if let profile = shape.section(Shape.profile) {
        found.append(.init("profile", node(profile, .profile)))
      }
    }
    return .init("definitions", .object(found))
  }

  // MARK: Words

  static func reference(_ name: String) -> Value { ["$ref": .text("#/definitions/" + name)] }
  static let name = reference("name")
  static let text = reference("text")
  static let scalar = reference("scalar")
  static let localized = reference("localized")

  static func oneOrMany(_ one: Value) -> Value {
    ["anyOf": [one, ["type": "array", "items": one], ["type": "null"]]]
  }

  static func object(others: Value) -> Value {
    ["type": ["object", "null"], "additionalProperties": others]
  }
}
