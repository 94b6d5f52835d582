/// Draws an outline for a terminal, with branches of thin lines.
///
///     targets: Content operations
///     │ No other aim is stated, so your present role counts: Content operations.
///     └─ present: Content operations
///
/// Nothing is printed past the width, except what cannot be broken.
struct OutlineText {
  private static let narrowest = 24

  let style: Style
  let width: Int

  /// The lines of some entries that stand at the margin, with an empty line between them.
  func text(_ nodes: [OutlineNode]) -> String {
    var lines: [String] = []
    for (index, node) in nodes.enumerated() {
      if index > 0 { lines.append("") }
      write(node, first: "", rest: "", to: &lines)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func write(_ node: OutlineNode, first: String, rest: String, to lines: inout [String]) {
    let hang = node.mark.isEmpty ? "" : String(repeating: " ", count: DisplayWidth.of(node.mark) + 1)
    let stem = node.children.isEmpty ? "" : (style.hasUnicode ? "│ " : "| ")
    let start = node.mark.isEmpty ? "" : style(node.mark, node.markInk) + " "
    append(
      node.text, node.ink, node.note, first: dim(first) + start,
      rest: dim(rest + stem) + hang.dropLast(hang.isEmpty ? 0 : min(hang.count, stem.count)),
      indent: DisplayWidth.of(rest) + max(hang.count, stem.count), to: &lines)
    for detail in node.details {
      let lead = dim(rest + stem) + String(hang.dropFirst(min(hang.count, stem.count)))
      append(
        detail.text, detail.ink, detail.note, first: lead, rest: lead,
        indent: DisplayWidth.of(rest) + max(hang.count, stem.count), to: &lines)
    }
    for (index, child) in node.children.enumerated() {
      let isLast = index == node.children.count - 1
      let (branch, line) =
        style.hasUnicode
        ? (isLast ? "└─ " : "├─ ", isLast ? "   " : "│  ") : (isLast ? "`- " : "|- ", isLast ? "   " : "|  ")
      write(child, first: rest + branch, rest: rest + line, to: &lines)
    }
  }

  /// A text in lines, with its note behind it where that fits, else below.
  private func append(
    _ text: String, _ ink: Ink, _ note: String?, first: String, rest: String, indent: Int,
    to lines: inout [String]
  ) {
    let room = max(OutlineText.narrowest, width - indent)
    var texts = text.isEmpty ? [] : LineBreaker(width: room).lines(text)
    var notes = note.map { LineBreaker(width: room).lines($0) } ?? []
    var tail = ""
    if let last = texts.last, let note = notes.first, notes.count == 1,
      DisplayWidth.of(last) + 2 + DisplayWidth.of(note) <= room
    {
      tail = "  " + style(note, .dim)
      notes = []
    }
    texts = texts.map { style($0, ink) }
    if !texts.isEmpty { texts[texts.count - 1] += tail }
    for (index, line) in (texts + notes.map { style($0, .dim) }).enumerated() {
      lines.append((index == 0 ? first : rest) + line)
    }
  }

  private func dim(_ text: String) -> String { style(text, .dim) }
}
