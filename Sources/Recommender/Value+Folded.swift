extension Value {
  /// The tree as JSON for people: a list or an object of nothing but scalars stands in one line, where it fits.
  public func foldedJSON() -> String {
    var out = ""
    writeFolded(to: &out, 0)
    return out + "\n"
  }

  private func writeFolded(to out: inout String, _ indent: Int) {
    if let line, line.utf8.count + 2 * indent <= 110 {
      out += line
      return
    }
    switch self {
    case .text, .number, .bool: out += json(pretty: false)
    case .list(let items):
      Value.writeItems(items, "[", "]", to: &out, indent) { $0.writeFolded(to: &$1, $2 ?? 0) }
    case .object(let fields):
      Value.writeItems(fields, "{", "}", to: &out, indent) { field, out, inner in
        Value.writeQuoted(field.name, to: &out)
        out += ": "
        field.value.writeFolded(to: &out, inner ?? 0)
      }
    }
  }

  /// A flat list or object in one line.
  private var line: String? {
    switch self {
    case .text, .number, .bool: return nil
    case .list(let items):
      guard !items.isEmpty, items.allSatisfy(\.isScalar) else { return nil }
      return "[ \(items.map { $0.json(pretty: false) }.joined(separator: ", ")) ]"
    case .object(let fields):
      guard !fields.isEmpty, fields.allSatisfy(\.value.isScalar) else { return nil }
      let texts = fields.map { "\(Value.text($0.name).json(pretty: false)): \($0.value.json(pretty: false))" }
      return "{ \(texts.joined(separator: ", ")) }"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .text, .number, .bool: true
    case .list, .object: false
    }
  }
}
