import SourceTree

/// The way from the root of a YAML file to a cursor, as far as the text before it tells.
///
/// It asks for nothing behind the cursor and for no valid YAML, so it also knows where an author is who has not finished
/// the line: `- rule: a`, `when: { profile: { li`. Blocks are found by their indentation, from the cursor upwards;
/// brackets are followed from the line on which the first of them opens.
package struct CursorPath {
  enum Step: Hashable {
    case key(String)
    case item
  }

  /// From the root on; of a value the last step is its key.
  private(set) var steps: [Step] = []
  /// Whether the cursor stands where a key may be written. At an item of a list, that may be a plain value as well.
  private(set) var isKey = true
  /// The keys that stand beside the cursor already.
  private(set) var present: Set<String> = []
  /// What is written before the cursor, from where the scalar begins.
  private(set) var token: Range<Int>
  /// The item of the outermost list in which the cursor is: a rule, a section, a test.
  private(set) var item: Range<Int>?

  private let file: SourceFile

  package init(in file: SourceFile, at offset: Int) {
    self.file = file
    token = offset..<offset
    let line = file.line(of: offset)
    let start = file.bytes(ofLine: line).lowerBound
    var text = Line(file, line, until: max(start, offset))
    if text.isBlank { text.indent = offset - start }
    var chain = [text]
    climb(from: line, &chain)
    follow(chain.reversed(), to: offset)
  }

  // MARK: Blocks

  /// The lines above that the cursor stands below, the nearest first.
  private mutating func climb(from line: Int, _ chain: inout [Line]) {
    guard let own = chain.first else { return }
    var limit = own.dash ?? own.indent
    var isItem = own.dash != nil
    var outermost = isItem ? line : nil
    var siblings = 0
    if !isItem { note(siblingsBelow: line, own.indent) }
    for number in stride(from: line - 1, through: 0, by: -1) {
      if limit == 0, !isItem { break }
      guard let indent = Line.indent(file, number), indent <= max(limit, own.indent) else { continue }
      let text = Line(file, number, until: file.bytes(ofLine: number).upperBound)
      if let dash = text.dash {
        if dash < limit {
          if text.indent == limit, let key = text.key(file), chain.count == 1 { present.insert(key) }
          // The keys of an item are its own; its first one leads no deeper where it stands beside the cursor.
          chain.append(text.indent < limit ? text : text.withoutKey)
          (limit, isItem) = (dash, true)
          outermost = number
        }
      } else if text.indent < limit || isItem && text.indent == limit && !text.isBracket {
        chain.append(text)
        (limit, isItem) = (text.indent, false)
      } else if chain.count == 1, text.indent == own.indent, siblings < 500 {
        siblings += 1
        if let key = text.key(file) { present.insert(key) }
      }
    }
    if let outermost { item = extent(of: outermost) }
  }

  private mutating func note(siblingsBelow line: Int, _ indent: Int) {
    for number in (line + 1)..<min(max(line + 1, file.lineCount), line + 200) {
      guard let other = Line.indent(file, number) else { continue }
      if other < indent { return }
      let text = Line(file, number, until: file.bytes(ofLine: number).upperBound)
      if text.dash != nil, other == indent { return }
      if other == indent, let key = text.key(file) { present.insert(key) }
    }
  }

  /// The lines of an item: up to the next one, or to the end of the list.
  private func extent(of line: Int) -> Range<Int> {
    let dash = Line.indent(file, line) ?? 0
    var last = line
    while last + 1 < file.lineCount {
      if let indent = Line.indent(file, last + 1), indent <= dash { break }
      last += 1
    }
    return file.bytes(ofLine: line).lowerBound..<file.bytes(ofLine: last).upperBound
  }

  private mutating func follow(_ chain: [Line], to cursor: Int) {
    for (number, line) in chain.enumerated() {
      let isLast = number == chain.count - 1
      if line.dash != nil { steps.append(.item) }
      if line.isKeyPassed { continue }
      let end = isLast ? cursor : line.range.upperBound
      let (key, value) = line.split(file, until: end)
      if let key { steps.append(.key(key)) }
      guard key != nil || line.isBracket || isLast else { continue }
      var flow = FlowCursor()
      flow.read(file.bytes, value, until: end)
      if flow.isOpen, !isLast { flow.read(file.bytes, end, until: cursor) }
      if flow.isOpen {
        take(flow, at: cursor)
        return
      }
      if isLast {
        isKey = key == nil
        token = (key == nil ? line.content(file, until: end) : value)..<end
      }
    }
  }

  private mutating func take(_ flow: FlowCursor, at cursor: Int) {
    for (number, frame) in flow.frames.enumerated() {
      let isLast = number == flow.frames.count - 1
      if frame.isMap {
        if let key = frame.key { steps.append(.key(key)) }
        if isLast { (isKey, present) = (frame.key == nil, frame.keys) }
      } else {
        steps.append(.item)
        if isLast { (isKey, present) = (false, []) }
      }
    }
    token = min(flow.tokenStart, cursor)..<cursor
  }
}
