extension Value {
  /// The tree as YAML, with texts between quotes, so that no reader guesses a type.
  public func yaml() -> String {
    var out = ""
    switch self {
    case .object(let fields) where !fields.isEmpty: Value.write(fields, to: &out, indent: 0)
    case .list(let items) where !items.isEmpty: Value.write(items, to: &out, indent: 0)
    case .object, .list, .text, .number, .bool:
      writeFlow(to: &out)
      out += "\n"
    }
    return out
  }

  private func writeFlow(to out: inout String) {
    switch self {
    case .text(let text): Value.writeQuoted(text, to: &out)
    case .number(let number): out += number
    case .bool(let truth): out += truth ? "true" : "false"
    case .list: out += "[]"
    case .object: out += "{}"
    }
  }

  /// What stands behind `key:` or `-`.
  private func writeBlock(to out: inout String, indent: Int) {
    switch self {
    case .object(let fields) where !fields.isEmpty:
      out += "\n"
      Value.write(fields, to: &out, indent: indent)
    case .list(let items) where !items.isEmpty:
      out += "\n"
      Value.write(items, to: &out, indent: indent)
    case .object, .list, .text, .number, .bool:
      out += " "
      writeFlow(to: &out)
      out += "\n"
    }
  }

  private static func write(
    _ fields: [Field], to out: inout String, indent: Int, isFirstIndented: Bool = true
  ) {
    for (index, field) in fields.enumerated() {
      if index > 0 || isFirstIndented { out += String(repeating: " ", count: indent) }
      writeKey(field.name, to: &out)
      out += ":"
      field.value.writeBlock(to: &out, indent: indent + 2)
    }
  }

  private static func write(_ items: [Value], to out: inout String, indent: Int) {
    for item in items {
      out += String(repeating: " ", count: indent) + "-"
      if case .object(let fields) = item, !fields.isEmpty {
        out += " "
        write(fields, to: &out, indent: indent + 2, isFirstIndented: false)
      } else {
        item.writeBlock(to: &out, indent: indent + 2)
      }
    }
  }

  private static func writeKey(_ name: String, to out: inout String) {
    let isPlain =
      name.utf8.first.map { (0x61...0x7A).contains($0) } == true
      && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
      && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(name)
    if isPlain { out += name } else { writeQuoted(name, to: &out) }
  }
}
