/// A piece of a Markdown text: as much of the language as the pages of diagnostics need.
enum MarkdownBlock: Equatable {
  /// `## Wrong`
  case heading(level: Int, String)
  /// Lines up to an empty one, joined by spaces.
  case paragraph(String)
  /// The same behind `> `.
  case quote(String)
  /// What stands between two fences, without a line break at its end.
  case code(language: String, String)

  /// The blocks of a text, in their order. Any text has some reading; an unclosed fence ends with the text.
  static func blocks(of text: String) -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      if line.allSatisfy({ $0 == " " }) { continue }
      if line.hasPrefix("```") {
        let code = lines.prefix { !$0.hasPrefix("```") }
        lines = lines.dropFirst(code.count + 1)
        blocks.append(.code(language: String(line.dropFirst(3)), code.joined(separator: "\n")))
      } else if let level = headingLevel(of: line) {
        blocks.append(.heading(level: level, String(line.dropFirst(level + 1))))
      } else {
        let rest = lines.prefix { !$0.isEmpty && !$0.hasPrefix("```") && headingLevel(of: $0) == nil }
        lines = lines.dropFirst(rest.count)
        let isQuote = line.hasPrefix("> ")
        let text = ([line] + rest).map { isQuote && $0.hasPrefix("> ") ? $0.dropFirst(2) : $0 }
          .joined(separator: " ")
        blocks.append(isQuote ? .quote(text) : .paragraph(text))
      }
    }
    return blocks
  }

  private static func headingLevel(of line: Substring) -> Int? {
    let level = line.prefix { $0 == "#" }.count
    return (1...6).contains(level) && line.dropFirst(level).first == " " ? level : nil
  }
}
