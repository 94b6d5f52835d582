/// Why a line stands on the page.
struct PageReason: Sendable, Hashable {
  let text: String
  let source: String?

  /// The reasons as they are printed: a source that several in a row share is named once, below them.
  static func rows(_ reasons: [PageReason], _ words: Words) -> [String] {
    var rows: [String] = []
    var start = 0
    while start < reasons.count {
      let source = reasons[start].source
      var end = start + 1
      while end < reasons.count, reasons[end].source == source { end += 1 }
      rows += reasons[start..<end].map(\.text)
      if let source {
        if end - start == 1 {
          rows[rows.count - 1] += words.openParenthesis + source + words.closeParenthesis
        } else {
          rows.append(words.sourceMark + source)
        }
      }
      start = end
    }
    return rows
  }
}
