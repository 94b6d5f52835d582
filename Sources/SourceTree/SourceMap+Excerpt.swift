extension SourceMap {
  /// The first line of the span with its caret; nil for a file without text.
  package func excerpt(of span: Span) -> Excerpt? {
    let file = files[Int(span.file)]
    guard !file.bytes.isEmpty else { return nil }
    let start = min(Int(span.start), file.bytes.count)
    let index = file.lineIndex(of: start)
    let line = file.lineRange(index)
    let caretStart = min(start, line.upperBound)
    let caret = caretStart..<max(caretStart, min(Int(span.end), line.upperBound))

    // A line may be a whole file of JSON, so only what can be shown is decoded.
    let near = file.nearby(caret.lowerBound, in: line)
    let before = file.text(near.lowerBound..<caret.lowerBound)
    let marked = file.text(caret.lowerBound..<min(caret.upperBound, near.upperBound))
    let after = file.text(min(caret.upperBound, near.upperBound)..<near.upperBound)
    var characters = Array(printable(before))
    let first = characters.count
    characters += Array(printable(marked))
    let last = characters.count
    characters += Array(printable(after))

    var window = 0..<characters.count
    if near != line || characters.count > Self.widestExcerpt {
      let from = max(0, min(first - Self.widestExcerpt / 3, characters.count - Self.widestExcerpt))
      window = from..<min(characters.count, from + Self.widestExcerpt)
    }
    let isCutBefore = window.lowerBound > 0 || near.lowerBound > line.lowerBound
    let isCutAfter = window.upperBound < characters.count || near.upperBound < line.upperBound
    func cells(_ range: Range<Int>) -> Int { characters[range].reduce(0) { $0 + $1.cells } }
    return Excerpt(
      line: index + 1,
      text: (isCutBefore ? "…" : "") + String(characters[window]) + (isCutAfter ? "…" : ""),
      caretStart: (isCutBefore ? 1 : 0) + cells(window.lowerBound..<first),
      caretWidth: max(1, cells(first..<max(first, min(last, window.upperBound)))))
  }

  private static var widestExcerpt: Int { 160 }
}

extension SourceFile {
  /// Part of the line around the offset, long enough to fill an excerpt, not cut inside of a UTF-8 sequence.
  fileprivate func nearby(_ offset: Int, in line: Range<Int>) -> Range<Int> {
    guard line.count > 8192 else { return line }
    var start = max(line.lowerBound, offset - 2048)
    while start > line.lowerBound, bytes[start] & 0xC0 == 0x80 {
      start -= 1
    }
    var end = min(line.upperBound, offset + 4096)
    while end < line.upperBound, bytes[end] & 0xC0 == 0x80 {
      end += 1
    }
    return start..<end
  }
}
