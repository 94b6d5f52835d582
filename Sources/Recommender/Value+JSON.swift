extension Value {
  /// The tree as JSON, by default with two spaces a level and a line break at the end.
  public func json(pretty: Bool = true) -> String {
    var out = ""
    writeJSON(to: &out, indent: pretty ? 0 : nil)
    if pretty { out += "\n" }
    return out
  }

  private func writeJSON(to out: inout String, indent: Int?) {
    switch self {
    case .text(let text): Value.writeQuoted(text, to: &out)
    case .number(let number): out += number
    case .bool(let truth): out += truth ? "true" : "false"
    case .list(let items):
      Value.writeItems(items, "[", "]", to: &out, indent) { $0.writeJSON(to: &$1, indent: $2) }
    case .object(let fields):
      Value.writeItems(fields, "{", "}", to: &out, indent) { field, out, inner in
        Value.writeQuoted(field.name, to: &out)
        out += inner == nil ? ":" : ": "
        field.value.writeJSON(to: &out, indent: inner)
      }
    }
  }

  static func writeItems<Item>(
    _ items: [Item], _ open: String, _ close: String, to out: inout String, _ indent: Int?,
    _ write: (Item, inout String, Int?) -> Void
  ) {
    out += open
    let inner = indent.map { $0 + 1 }
    for (index, item) in items.enumerated() {
      if index > 0 { out += "," }
      writeBreak(inner, to: &out)
      write(item, &out, inner)
    }
    if !items.isEmpty { writeBreak(indent, to: &out) }
    out += close
  }

  private static func writeBreak(_ indent: Int?, to out: inout String) {
    guard let indent else { return }
    out += "\n"
    for _ in 0..<indent { out += "  " }
  }

  /// A text between quotes; it is JSON and YAML alike.
  static func writeQuoted(_ text: String, to out: inout String) {
    out += "\""
    defer { out += "\"" }
    if text.utf8.allSatisfy(isOrdinary) {
      out += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether a byte can't be part of anything that is escaped: most texts have no other bytes.
  private static func isOrdinary(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x5C, 0x7F, 0xC2, 0xE2, 0xEF: false
    default: true
    }
  }
}
