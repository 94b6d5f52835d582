extension Value {
  /// The tree in one line of YAML, as an author writes patterns: `{ years: 2, likes: [hardy] }`.
  ///
  /// Texts stand between quotes only where they have to.
  var flow: String {
    switch self {
    case .text(let text): return Value.isPlain(text) ? text : Value.quoted(text)
    case .number(let number): return number
    case .bool(let truth): return truth ? "yes" : "no"
    case .list(let items) where items.count == 1: return items[0].flow
    case .list(let items): return "[\(items.map(\.flow).joined(separator: ", "))]"
    case .object(let fields) where fields.isEmpty: return "{}"
    case .object(let fields):
      let parts = fields.map { "\(Value.text($0.name).flow): \($0.value.flow)" }
      return "{ \(parts.joined(separator: ", ")) }"
    }
  }

  /// The tree with something more at a path: fields are added, lists grow.
  func adding(_ value: Value, at path: ArraySlice<String>) -> Value {
    guard let name = path.first else {
      if case .list(let mine) = self, case .list(let more) = value { return .list(mine + more) }
      return value
    }
    var fields: [Field] = []
    if case .object(let known) = self { fields = known }
    guard let place = fields.firstIndex(where: { $0.name == name }) else {
      let inner = path.count > 1 ? Value.object([]).adding(value, at: path.dropFirst()) : value
      return .object(fields + [Field(name, inner)])
    }
    fields[place] = Field(name, fields[place].value.adding(value, at: path.dropFirst()))
    return .object(fields)
  }

  /// Whether YAML takes a text for itself: letters, digits and what stands between them.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = ""
    writeQuoted(text, to: &out)
    return out
  }
}
