/// A mistake of syntax in plain words, made from libyaml's own and from what stands at the place.
struct YAMLSyntaxProblem {
  private(set) var code = "syntax"
  private(set) var message = ""
  private(set) var help: String?
  /// The bytes to point at.
  private(set) var range: Range<Int>
  /// The bracket that is still open, when the range is elsewhere.
  private(set) var opening: Int?

  private let bytes: UnsafeBufferPointer<UInt8>

  init(
    _ problem: String, context: String, at offset: Int, contextAt contextOffset: Int,
    openBracket: Int?, in bytes: UnsafeBufferPointer<UInt8>
  ) {
    self.bytes = bytes
    range = offset..<offset
    range = character(at: offset)
    if let tab = tabInIndentation(before: offset) {
      code = "tab"
      message = "a tab indents this line, expected spaces"
      range = tab..<tab + 1
      return
    }
    switch problem {
    case "found character that cannot start any token",
      "did not find expected alphabetic or numeric character":
      let start = context.contains("next token") ? offset : contextOffset
      code = "special-character"
      range = character(at: start)
      message = "a text without quotes cannot start with `\(text(range))`"
      help = "put the text in quotes"

    case "mapping values are not allowed in this context", "mapping keys are not allowed in this context":
      let start = lineStart(offset) + indentation(offset)
      if offset - start > 1024 {
        message = "a key has at most 1024 characters"
      } else if isAlone(offset), let line = lineAbove(start), line.indentation >= indentation(offset) {
        describeMissingColon(line.text)
      } else if isAlone(offset) {
        range = start..<offset
        code = "bad-indentation"
        message = "this line is indented deeper than the line above, which has a value already"
      } else {
        describeSecondColon()
      }

    case "found unexpected ':'":
      describeSecondColon()

    case "block sequence entries are not allowed in this context":
      code = "misplaced-item"
      message = "a list cannot start behind other text"
      help = "start it on a line of its own, or write it in `[ ]`"

    case "could not find expected ':'":
      describeMissingColon(line(from: contextOffset))

    case "found unexpected end of stream", "found unexpected document indicator":
      code = "unclosed-quote"
      range = character(at: contextOffset)
      message = "the quote that opens here is never closed"

    case "found unknown escape character", "found invalid Unicode character escape code",
      "did not find expected hexdecimal number":
      describeEscape(problem, near: offset)

    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      describeOpenBracket(at: contextOffset, offset)

    case "did not find expected key", "did not find expected '-' indicator",
      "did not find expected <document start>", "did not find expected node content":
      if let openBracket, isAtEnd(offset) {
        describeOpenBracket(at: openBracket, offset)
      } else {
        describeUnexpected(problem, at: offset)
      }

    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      code = "tab"
      message = "a tab indents this line, expected spaces"

    case "did not find expected comment or line break" where context.contains("block scalar"):
      code = "special-character"
      range = character(at: contextOffset)
      message = "a text without quotes cannot start with `\(text(range))`"
      help = "put the text in quotes"

    case _ where context.contains("directive"):
      code = "special-character"
      range = character(at: contextOffset)
      message = "a line cannot start with `%`"

    case _ where context.contains("tag") || problem == "found undefined tag handle":
      code = "tag"
      range = word(at: contextOffset)
      message = "`\(text(range))` is a tag, and tags have no meaning here"
      help = "put the text in quotes if it starts with `!`"

    default:
      message = problem.isEmpty ? "this is not YAML" : problem
      if !context.isEmpty { message += " \(context)" }
    }
  }

  // MARK: Words

  private mutating func describeMissingColon(_ line: Range<Int>) {
    code = "missing-colon"
    range = line
    message = "expected `:` behind `\(text(range))`"
    if text(range).contains("：") {
      help = "write `:` and a space in place of `：`"
    } else if text(range).contains(":") {
      help = "write a space behind `:`"
    }
  }

  private mutating func describeSecondColon() {
    code = "unquoted-colon"
    message = "a second `:` in one line"
    help = "put the text in quotes if the `:` belongs to it"
  }

  private mutating func describeEscape(_ problem: String, near offset: Int) {
    var start = min(offset, bytes.count - 1)
    while start > 0, bytes[start] != UInt8(ascii: "\\") {
      start -= 1
    }
    let isUnknown = problem == "found unknown escape character"
    range = start..<(isUnknown ? character(at: start + 1).upperBound : min(start + 6, bytes.count))
    code = "bad-escape"
    message = isUnknown ? "`\(text(range))` means nothing" : "`\(text(range))` is no character"
    if problem != "found invalid Unicode character escape code" {
      help = "write `\\\\` for a backslash, or use single quotes"
    }
  }

  private mutating func describeOpenBracket(at bracket: Int, _ offset: Int) {
    let name = text(character(at: bracket))
    if text(range) == ":", offset == lineStart(offset) + indentation(offset) {
      message = "`:` must follow its key on the same line"
    } else if isAtEnd(offset) || isAlone(offset) && isFollowedByColon(offset) {
      code = "unclosed-bracket"
      message = "the `\(name)` that opens here is never closed"
      range = character(at: bracket)
    } else {
      code = "missing-comma"
      message = "expected `,` or `\(name == "{" ? "}" : "]")` before `\(text(range))`"
      help = "put the text before it in quotes if this belongs to it"
      opening = bracket
    }
  }

  private mutating func describeUnexpected(_ problem: String, at offset: Int) {
    if isAtEnd(offset) {
      message = "something is missing at the end of the file"
    } else if text(range) == ":" {
      code = "missing-key"
      message = "a key is missing before `:`"
    } else if isAlone(offset), problem != "did not find expected node content" {
      code = "bad-indentation"
      message = "this line does not line up with the lines above"
    } else {
      message = "`\(text(range))` is not expected here"
      if problem == "did not find expected key" {
        help = "put the whole text in quotes"
      }
    }
  }

  // MARK: Bytes

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func isAtEnd(_ offset: Int) -> Bool {
    !bytes[min(offset, bytes.count)...].contains { !isBlank($0) }
  }

  /// The one character at the offset, without a line break.
  private func character(at offset: Int) -> Range<Int> {
    guard offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D else {
      return min(offset, bytes.count)..<min(offset, bytes.count)
    }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 {
      end += 1
    }
    return offset..<end
  }

  private func word(at offset: Int) -> Range<Int> {
    let start = min(offset, bytes.count)
    return start..<(bytes[start...].firstIndex { isBlank($0) } ?? bytes.count)
  }

  private func lineStart(_ offset: Int) -> Int {
    var start = min(offset, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D {
      start -= 1
    }
    return start
  }

  /// Spaces at the start of the line that holds the offset.
  private func indentation(_ offset: Int) -> Int {
    bytes[lineStart(offset)...].prefix { $0 == 0x20 }.count
  }

  /// The last line above that is neither blank nor a comment.
  private func lineAbove(_ offset: Int) -> (text: Range<Int>, indentation: Int)? {
    var start = lineStart(offset)
    while start > 0 {
      start = lineStart(start - 1)
      let indentation = indentation(start)
      let text = line(from: start + indentation)
      if !text.isEmpty, bytes[text.lowerBound] != UInt8(ascii: "#") { return (text, indentation) }
    }
    return nil
  }

  /// From the offset to the end of its line, without blank space and comment.
  private func line(from offset: Int) -> Range<Int> {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
      if bytes[end] == UInt8(ascii: "#"), end > offset, isBlank(bytes[end - 1]) { break }
      end += 1
    }
    while end > offset, isBlank(bytes[end - 1]) {
      end -= 1
    }
    return offset..<end
  }

  /// Whether the line has nothing but a key before the offset.
  private func isAlone(_ offset: Int) -> Bool {
    let start = min(lineStart(offset) + indentation(offset), offset)
    return !bytes[start..<min(offset, bytes.count)].contains { isBlank($0) || $0 == UInt8(ascii: ":") }
  }

  private func isFollowedByColon(_ offset: Int) -> Bool {
    bytes[line(from: offset)].contains(UInt8(ascii: ":"))
  }

  private func tabInIndentation(before offset: Int) -> Int? {
    var index = lineStart(offset)
    while index < bytes.count, isBlank(bytes[index]), bytes[index] != 0x0A, bytes[index] != 0x0D {
      if bytes[index] == 0x09 { return index }
      index += 1
    }
    return nil
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
