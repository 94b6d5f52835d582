extension Diagnostic {
  /// The full text in plain characters, over several lines, without a line break at the end.
  public var description: String {
    let numbers = ([excerpt] + notes.map(\.excerpt)).compactMap { $0?.line }
    let gutter = String(numbers.max() ?? 1).count
    var lines = ["\(severity.rawValue)[\(code)]: \(printable(message))"]
    Self.append(place, excerpt, gutter: gutter, to: &lines)
    let indent = String(repeating: " ", count: gutter + 1)
    if let help {
      lines.append("\(indent)= help: \(printable(help))")
    }
    for note in notes {
      lines.append("\(indent)= note: \(printable(note.message))")
      Self.append(note.place, note.excerpt, gutter: gutter, to: &lines)
    }
    return lines.joined(separator: "\n")
  }

  private static func append(_ place: Place?, _ excerpt: Excerpt?, gutter: Int, to lines: inout [String]) {
    let indent = String(repeating: " ", count: gutter + 1)
    if let place {
      lines.append("\(indent)--> \(printable(place.description))")
    }
    if let excerpt {
      let number = String(excerpt.line)
      let space = String(repeating: " ", count: gutter - number.count)
      lines.append("\(indent)|")
      lines.append(excerpt.text.isEmpty ? "\(space)\(number) |" : "\(space)\(number) | \(excerpt.text)")
      lines.append(
        "\(indent)| " + String(repeating: " ", count: excerpt.caretStart)
          + String(repeating: "^", count: excerpt.caretWidth))
    }
  }
}
