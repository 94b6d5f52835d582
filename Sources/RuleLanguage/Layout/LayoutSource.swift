import SourceTree

/// A file with all that YAML forgets: its comments, its anchors, its brackets.
///
/// libyaml drops comments, but it tells where every key and value stands, and a `#` between two of them starts a
/// comment. So comments are found in the gaps between the texts of the tree.
struct LayoutSource {
  let bytes: [UInt8]
  let root: YAMLNode
  private(set) var comments: [LayoutComment] = []
  /// The anchors before values, with the `&`, by where the value starts.
  private(set) var anchors: [Int: String] = [:]
  /// Why the file has to stay as it is, and where.
  private(set) var obstacle: (message: String, offset: Int)?

  private var done = 0

  /// - Parameter bytes: those that the tree was read from, whose lines end with LF.
  init(_ bytes: [UInt8], _ root: YAMLNode) {
    self.bytes = bytes
    self.root = root
    if root.scalar != nil { refuse("a text alone has no layout", at: root.start) }
    refuseOddBreaks()
    visit(root, isKey: false, isInFlow: false)
    if anchors[root.start] != nil { refuse("the whole file has an anchor", at: root.start) }
    _ = gap(to: bytes.count)
  }

  // MARK: Texts

  /// The text of a scalar or an alias as it is written, without its anchor.
  func written(_ node: YAMLNode) -> String { text(node.start..<end(of: node)) }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Behind the last byte of a node; blanks at the end of the last line of a text behind `|` belong to it.
  func end(of node: YAMLNode) -> Int {
    var end = Int(node.span.end)
    if isBlockText(node) {
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    }
    return end
  }

  /// Whether a scalar stands behind `|` or `>`.
  func isBlockText(_ node: YAMLNode) -> Bool {
    node.scalar != nil && !node.isPlain && !isAlias(node)
      && (first(node) == UInt8(ascii: "|") || first(node) == UInt8(ascii: ">"))
  }

  func isAlias(_ node: YAMLNode) -> Bool {
    !node.isEmpty && first(node) == UInt8(ascii: "*") && end(of: node) > node.start
  }

  /// Whether a collection is written with brackets.
  func isFlow(_ node: YAMLNode) -> Bool {
    node.isMapping && first(node) == UInt8(ascii: "{") || node.isSequence && first(node) == UInt8(ascii: "[")
  }

  /// Whether a key in brackets has a colon; a key without one has an empty value all the same.
  func hasColon(after key: YAMLNode) -> Bool {
    var offset = end(of: key)
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: ":"): return true
      case UInt8(ascii: "#"): offset = lineEnd(offset)
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): offset += 1
      default: return false
      }
    }
    return false
  }

  /// In cells, from 0.
  func column(of offset: Int) -> Int {
    text(lineStart(offset)..<offset).cells
  }

  /// Whether the line ends between two offsets.
  func hasBreak(_ range: Range<Int>) -> Bool { bytes[range].contains(UInt8(ascii: "\n")) }

  /// Whether there is an empty line between two offsets.
  func hasBlankLine(_ range: Range<Int>) -> Bool {
    var breaks = 0
    for byte in bytes[range] {
      if byte == UInt8(ascii: "\n") {
        breaks += 1
        if breaks == 2 { return true }
      } else if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") {
        breaks = 0
      }
    }
    return false
  }

  private func first(_ node: YAMLNode) -> UInt8? { node.start < bytes.count ? bytes[node.start] : nil }

  private func lineStart(_ offset: Int) -> Int {
    var start = min(offset, bytes.count)
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }

  private func lineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  // MARK: The walk

  private mutating func refuse(_ message: String, at offset: Int) {
    if obstacle == nil { obstacle = (message, offset) }
  }

  private mutating func visit(_ node: YAMLNode, isKey: Bool, isInFlow: Bool) {
    // Where an empty text stands is not sure: it may be behind the comments of the next key.
    if node.isEmpty { return }
    if let anchor = gap(to: node.start) {
      if isKey { refuse("a key has an anchor", at: node.start) }
      anchors[node.start] = anchor
    }
    if isAlias(node) {
      if isKey { refuse("an alias stands as a key", at: node.start) }
      done = max(done, end(of: node))
      return
    }
    switch node.content {
    case .scalar:
      if isKey, hasBreak(node.start..<end(of: node)) { refuse("a key has several lines", at: node.start) }
      if isBlockText(node) { checkBlockText(node) }
      done = max(done, end(of: node))
    case .sequence(let items):
      for item in items { visit(item, isKey: false, isInFlow: isFlow(node)) }
      if isFlow(node) { close(node) }
    case .mapping(let entries):
      if isInFlow, !isFlow(node) { refuse("a key stands between `[ ]` without `{ }`", at: node.start) }
      for (key, value) in entries {
        visit(key, isKey: true, isInFlow: isFlow(node))
        visit(value, isKey: false, isInFlow: isFlow(node))
      }
      if isFlow(node) { close(node) }
    }
  }

  private mutating func close(_ node: YAMLNode) {
    if gap(to: Int(node.span.end)) != nil { refuse("an empty text has an anchor", at: node.start) }
  }

  /// Takes in what stands before an offset and was not yet looked at.
  ///
  /// - Returns: the anchor there.
  private mutating func gap(to end: Int) -> String? {
    var anchor: String?
    while done < end {
      switch bytes[done] {
      case UInt8(ascii: "#"):
        addComment()
      case UInt8(ascii: "&"):
        let start = done
        while done < end, !isEndOfName(bytes[done]) { done += 1 }
        if anchor != nil { refuse("an empty text has an anchor", at: start) }
        anchor = text(start..<done)
      case UInt8(ascii: "?"), UInt8(ascii: "%"), UInt8(ascii: "!"), UInt8(ascii: "*"):
        refuse("`\(text(done..<done + 1))` has a meaning here that is not laid out", at: done)
        done += 1
      case UInt8(ascii: "-"), UInt8(ascii: ","), UInt8(ascii: ":"):
        if anchor != nil { refuse("an empty text has an anchor", at: done) }
        done += 1
      default:
        done += 1
      }
    }
    return anchor
  }

  private func isEndOfName(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: " ") || [",", "]", "}"].contains { $0 == Character(Unicode.Scalar(byte)) }
  }

  private mutating func addComment() {
    let start = done
    let end = lineEnd(start)
    var last = end
    while last > start, bytes[last - 1] == UInt8(ascii: " ") || bytes[last - 1] == UInt8(ascii: "\t") {
      last -= 1
    }
    let before = bytes[lineStart(start)..<start]
    comments.append(
      LayoutComment(
        text: text(start..<last), start: start, end: end, column: column(of: start),
        hasOwnLine: before.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }))
    done = end
  }

  // MARK: What is not laid out

  /// YAML ends lines at U+0085, U+2028 and U+2029 and at a lone CR as well.
  private mutating func refuseOddBreaks() {
    for index in bytes.indices {
      let isOdd =
        switch bytes[index] {
        case 0x0D: true
        case 0xC2: bytes[index...].starts(with: [0xC2, 0x85])
        case 0xE2:
          bytes[index...].starts(with: [0xE2, 0x80, 0xA8])
            || bytes[index...].starts(with: [0xE2, 0x80, 0xA9])
        default: false
        }
      if isOdd { return refuse("a line ends with a character that few programs take for an end", at: index) }
    }
  }

  private mutating func checkBlockText(_ node: YAMLNode) {
    let end = end(of: node)
    let header = text(node.start..<min(end, lineEnd(node.start))).prefix { $0 != "#" }
    if header.contains(where: { $0 == "+" || $0.isNumber }) {
      refuse("the blank space of the text is counted", at: node.start)
    }
    if end >= bytes.count { refuse("the text ends without an end of its line", at: node.start) }
    // Blank lines below that are indented further than the text belong to it.
    var offset = end
    while offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") {
      let next = lineEnd(offset + 1)
      guard bytes[offset + 1..<next].allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
      else { return }
      if next > offset + 1 { return refuse("blank space ends the text", at: node.start) }
      offset = next
    }
  }
}

extension YAMLNode {
  var start: Int { Int(span.start) }
}
