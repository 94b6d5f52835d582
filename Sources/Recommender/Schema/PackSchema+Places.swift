import Inference
import RuleLanguage

extension PackSchema {
  /// What may stand at a node of the shape.
  func node(_ number: Int, _ use: Use) -> Value {
    let node = shape.nodes[number]
    switch node.content {
    case .record(let fields):
      let properties = ordered(fields).map { name, child in
        Value.Field(name, described(self.node(child, use), node: child, use))
      }
      return [
        "type": ["object", "null"], "properties": .object(properties), "additionalProperties": false,
      ]
    case .map(let kind, let value, _): return map(kind, self.node(value, use), isOwn(node, kind), use)
    case .leaf(let leaf): return self.leaf(shape[leaf], use)
    }
  }

  private func isOwn(_ node: ShapeNode, _ kind: KindID) -> Bool {
    node.path == shape.kinds[kind.index].section
  }

  /// A type and a question are what people read beside a field.
  private func described(_ value: Value, node: Int, _ use: Use) -> Value {
    guard case .object(let fields) = value, case .leaf(let leaf) = shape.nodes[node].content else {
      return value
    }
    var texts: [String] = []
    if use == .profile {
      let path = shape.nodes[node].path.dropFirst(Shape.profile.count + 1)
      texts += compiled.questions.filter { $0.field == path }.flatMap { names($0.text) }
    }
    texts.append(PackIndex.type(of: shape[leaf], in: compiled))
    let description = Value.Field("description", .text(texts.joined(separator: " · ")))
    // Beside a reference, draft-07 reads nothing.
    if fields.contains(where: { $0.name == "$ref" }) {
      return .object([description, .init("allOf", [value])])
    }
    return .object([description] + fields)
  }

  private func map(_ kind: KindID, _ value: Value, _ isOwn: Bool, _ use: Use) -> Value {
    let name = shape.kinds[kind.index].name
    if isOwn, use == .fact { return PackSchema.object(others: value) }
    var keys = [PackSchema.reference("id-" + name)]
    if use.isRule { keys.append(PackSchema.reference("range")) }
    let entries: Value = [
      "type": ["object", "null"], "propertyNames": ["anyOf": .list(keys)], "additionalProperties": value,
    ]
    // A pattern may ask for the keys alone.
    return use.isRule ? ["anyOf": [entries, members(kind, use)]] : entries
  }

  private func members(_ kind: KindID, _ use: Use) -> Value {
    let id = PackSchema.reference("id-" + shape.kinds[kind.index].name)
    return PackSchema.oneOrMany(use.isRule ? ["anyOf": [id, PackSchema.reference("range")]] : id)
  }

  private func leaf(_ leaf: ShapeLeaf, _ use: Use) -> Value {
    switch leaf.holds {
    case .set:
      if case .kind(let kind)? = leaf.keys.last { return members(kind, use) }
      return PackSchema.oneOrMany(PackSchema.scalar)
    case .alias: return PackSchema.oneOrMany(PackSchema.localized)
    case .entry, .one, .sum, .max, .min, .rank: break
    }
    // In a conclusion anything may be computed, with words of a kind in it.
    if use == .conclusion, leaf.type == .number { return PackSchema.scalar }
    let plain = self.plain(leaf)
    return use.isRule ? ["anyOf": [plain, PackSchema.oneOrMany(PackSchema.reference("range"))]] : plain
  }

  private func plain(_ leaf: ShapeLeaf) -> Value {
    switch leaf.type {
    case .number:
      var fields: [Value.Field] = [.init("type", .text(leaf.isWhole ? "integer" : "number"))]
      if let bounds = leaf.bounds {
        for (name, bound) in [("minimum", bounds.lowerBound), ("maximum", bounds.upperBound)]
        where abs(bound) < Int64.max {
          fields.append(.init(name, .number(ExactDecimal(rawValue: bound).description)))
        }
      }
      return .object(fields)
    // YAML 1.2 reads yes and no as texts, YAML 1.1 as truths.
    case .yesNo: return ["enum": [true, false, "yes", "no"]]
    case .words(let words): return ["enum": .list(words.map(Value.text))]
    case .id(let kind): return PackSchema.reference("id-" + shape.kinds[kind.index].name)
    case .text: return PackSchema.localized
    }
  }

  // MARK: Ids

  /// The ids of a kind, each with its names; then whatever else may be written for one.
  func ids(_ kind: KindID) -> Value {
    let vocabulary = compiled.vocabulary
    let ids = (0..<vocabulary.count(of: kind)).map { vocabulary.id($0, of: kind) }
    let titles = ids.indices.map { number in
      Value.text(names(vocabulary.name(number, of: kind)).joined(separator: " · "))
    }
    let others = Set(vocabulary.known(kind)).subtracting(ids).sorted().map(Value.text)
    // An id may look like a number to an editor.
    func spelled(_ text: String) -> [Value] {
      Int(text) == nil ? [.text(text)] : [.text(text), .number(text)]
    }
    var choices: [Value] = [
      [
        "enum": .list(ids.flatMap(spelled)), "enumDescriptions": .list(titles),
        "markdownEnumDescriptions": .list(titles),
      ]
    ]
    if !others.isEmpty { choices.append(["enum": .list(others), "doNotSuggest": true]) }
    return ids.isEmpty ? ["not": [:]] : ["anyOf": .list(choices)]
  }

  /// What people read, each text once, in the chosen locale first.
  private func names(_ text: LocalizedText) -> [String] {
    var found: [String] = []
    for name in [text.text(in: locale)] + text.entries.map(\.text) where !found.contains(name) {
      found.append(name)
    }
    return found
  }
}
