import SourceTree

extension YAMLNode {
  /// The place of a part of a scalar, in UTF-8 bytes of its text; of all of it where it is not written as it is read.
  func span(from offset: Int, length: Int) -> Span {
    guard let text = scalar else { return span }
    let written = Int(span.end) - Int(span.start)
    let quotes = isPlain ? 0 : 1
    guard written == text.utf8.count + 2 * quotes else { return span }
    let start = span.start + UInt32(quotes + offset)
    return Span(file: span.file, start: start, end: start + UInt32(length))
  }

  /// The place of a substring of the scalar.
  func span(of part: Substring, in text: String) -> Span {
    span(from: text.utf8.distance(from: text.startIndex, to: part.startIndex), length: part.utf8.count)
  }
}

extension Span {
  /// The place of a substring of the text that stands at this place; all of it where it is written otherwise.
  func part(_ part: Substring, of text: String) -> Span {
    guard Int(end) - Int(start) == text.utf8.count else { return self }
    let first = start + UInt32(text.utf8.distance(from: text.startIndex, to: part.startIndex))
    return Span(file: file, start: first, end: first + UInt32(part.utf8.count))
  }
}

extension YAMLNode {
  /// The variables that stand anywhere in the node.
  var variableNames: [String] {
    switch content {
    case .scalar(let text):
      text.split(separator: "$", omittingEmptySubsequences: false).dropFirst().map { part in
        String(String.UnicodeScalarView(part.unicodeScalars.prefix(while: isVariableScalar)))
      }.filter { !$0.isEmpty }
    case .sequence(let items): items.flatMap(\.variableNames)
    case .mapping(let entries): entries.flatMap { $0.key.variableNames + $0.value.variableNames }
    }
  }
}
