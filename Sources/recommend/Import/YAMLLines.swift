/// Texts as they stand in the YAML of a pack that is written by the command.
enum YAMLLines {
  /// The longest line that a list is put on.
  private static let width = 110

  /// A text without quotes where it can be read so, else in double quotes.
  static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// `[a, b]` behind a field that is indented by `indent`, on as many lines as it takes.
  static func list(_ field: String, _ items: [String], indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    let start = "\(margin)\(field): ["
    let items = items.map(scalar)
    let short = start + items.joined(separator: ", ") + "]"
    if short.unicodeScalars.count <= width { return short + "\n" }
    var lines = [start]
    var line = margin + " "
    var length = line.unicodeScalars.count
    for item in items {
      let size = item.unicodeScalars.count + 2
      if length + size > width, length > indent + 1 {
        lines.append(line)
        line = margin + " "
        length = indent + 1
      }
      line += " \(item),"
      length += size
    }
    lines.append(line)
    return lines.joined(separator: "\n") + "\n\(margin)]\n"
  }

  /// Letters, digits and the signs that mean nothing to YAML, also within brackets.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || isDigit(first),
      text.unicodeScalars.last != " "
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || isDigit(scalar) || " -'’()/.+_".unicodeScalars.contains(scalar)
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.properties.generalCategory == .control:
        out += "\\u" + String(repeating: "0", count: 4 - hex(scalar).count) + hex(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value, radix: 16)
  }
}
