internal import Recommender

/// Writes a page as Markdown (CommonMark): headings for sections and groups, nested lists for the rest.
struct MarkdownPage {
  private let page: Page
  private let words: Words
  private var output = ""

  init(_ page: Page, words: Words) {
    self.page = page
    self.words = words
  }

  /// The whole document, with a line break at its end.
  func text() -> String {
    var writer = self
    writer.output = "# \(MarkdownText.escaped(page.title))\n\n\(MarkdownText.escaped(page.subtitle))\n"
    for section in page.sections { writer.write(section, level: 2) }
    return writer.output
  }

  private mutating func write(_ section: PageSection, level: Int) {
    if let title = section.title {
      output += "\n\(String(repeating: "#", count: min(level, 6))) \(MarkdownText.escaped(title))\n"
    }
    let deeper = section.title == nil ? level : level + 1
    if section.lines.isEmpty, let empty = section.empty { output += "\n\(MarkdownText.escaped(empty))\n" }
    var isInList = false
    for line in section.lines {
      if line.isGroup {
        for part in line.parts { write(part, level: deeper) }
        isInList = false
      } else {
        if !isInList { output += "\n" }
        isInList = true
        write(line, section.tone, depth: 0)
      }
    }
  }

  private mutating func write(_ line: PageLine, _ tone: Tone, depth: Int) {
    let pieces = [line.text, line.percent.map(Bar.label) ?? "", line.note ?? ""]
    let text = pieces.filter { !$0.isEmpty }.map(MarkdownText.escaped).joined(separator: " — ")
    item(mark(tone) + text, depth)
    if !line.reasons.isEmpty {
      item(label(words.why), depth + 1)
      for row in PageReason.rows(line.reasons, words) { item(MarkdownText.escaped(row), depth + 2) }
    }
    if let margin = line.margin {
      item(label(words.margin) + " " + MarkdownText.escaped(margin), depth + 1)
    }
    for part in line.parts { writePart(part, depth: depth + 1) }
  }

  private mutating func writePart(_ part: PageSection, depth: Int) {
    if let title = part.title { item(label(title), depth) }
    let depth = part.title == nil ? depth : depth + 1
    if part.lines.isEmpty, let empty = part.empty { item(MarkdownText.escaped(empty), depth) }
    for line in part.lines {
      if line.isGroup {
        for part in line.parts { writePart(part, depth: depth) }
      } else {
        write(line, part.tone, depth: depth)
      }
    }
  }

  private mutating func item(_ text: String, _ depth: Int) {
    output += "\(String(repeating: "  ", count: depth))- \(text)\n"
  }

  private func mark(_ tone: Tone) -> String {
    switch tone {
    case .good: "✓ "
    case .bad: "✗ "
    case .plain, .quiet, .warning: ""
    }
  }

  private func label(_ title: String) -> String {
    MarkdownText.escaped(title + words.colon.filter { $0 != " " })
  }
}
