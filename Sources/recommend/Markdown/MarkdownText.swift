/// Text that Markdown shows as it is written.
enum MarkdownText {
  private static let special = Set<Character>("\\`*_[]<>&~|")

  /// The text on one line, with a backslash before each character that Markdown would read as a sign.
  ///
  ///     MarkdownText.escaped("#1 A*B")   // "\#1 A\*B"
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if character == "\n" {
        result += " "
      } else if special.contains(character) {
        result += "\\\(character)"
      } else {
        result.append(character)
      }
    }
    return escapedStart(result)
  }

  /// A heading, a list item or a number opens a block only at the start of a line.
  private static func escapedStart(_ text: String) -> String {
    guard let first = text.first else { return text }
    if "#+-=>".contains(first) { return "\\" + text }
    let number = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(number.count)
    if !number.isEmpty, rest.first == "." || rest.first == ")" { return "\(number)\\\(rest)" }
    return text
  }
}
