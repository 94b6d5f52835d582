/// A comma inside `{ }` or `[ ]` ends a text without quotes, so `{ score: min($a, $b) }` reaches us as
/// `score: min($a` and a key `$b)`. The unclosed parenthesis gives it away: the mistake is told once, and the pieces
/// are put together again so that nothing else stumbles over them.
extension YAMLTreeBuilder {
  /// Whether a text opens more parentheses than it closes.
  static func leavesOpen(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var open = 0
    for byte in text {
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") { open -= 1 }
    }
    return open > 0
  }

  mutating func mendItems(from first: Int) throws(Abort) {
    var items: [YAMLPart] = []
    for item in open[first...] where !isSwallowed(item) {
      items.append(try whole(item) ?? item)
    }
    open.replaceSubrange(first..., with: items)
  }

  mutating func mendEntries(from first: Int) throws(Abort) {
    var entries: [YAMLPart] = []
    for index in stride(from: first, to: open.count, by: 2) where !isSwallowed(open[index]) {
      let (key, value) = (open[index], open[index + 1])
      if try whole(key) != nil { continue }
      entries += [key, try whole(value) ?? value]
    }
    open.replaceSubrange(first..., with: entries)
  }

  /// Whether the node is a later piece of an expression that has been put together.
  private func isSwallowed(_ node: YAMLPart) -> Bool {
    swallowed.contains { $0.lowerBound < node.start && node.start < $0.upperBound }
  }

  /// Reports the innermost open expression, if that may be why libyaml stumbled.
  mutating func reportCutExpression() throws(Abort) -> Bool {
    for suspect in suspects.reversed() where try whole(suspect) != nil {
      return true
    }
    return false
  }

  /// The whole expression of which the node is the first piece; reports it. Nil when the node is no such piece.
  private mutating func whole(_ node: YAMLPart) throws(Abort) -> YAMLPart? {
    guard node.isPlain, node.kind == .scalar, withText(node, Self.leavesOpen) else { return nil }
    let piece = self.text(node)
    let start = Int(node.start)
    let (end, isClosed) = expressionEnd(of: node)
    var next = Int(node.end)
    while next < bytes.count, isBlank(bytes[next]) {
      next += 1
    }
    let isCutByComma = next < bytes.count && bytes[next] == UInt8(ascii: ",")
    guard isClosed || isCutByComma else { return nil }

    swallowed.append(start..<end)
    let words = String(decoding: bytes[start..<end], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let text = words.joined(separator: " ")
    let quote = text.contains("\"") ? "'" : "\""
    let help = isClosed ? "quote the expression: \(quote)\(text)\(quote)" : "close the `(` and use quotes"
    try report(
      "unquoted-comma", "inside of `{ }` or `[ ]` this text ends behind `\(piece)`", at: span(start, end),
      help: help)
    return Array(text.utf8).withUnsafeBufferPointer { scalar($0, start, end, isPlain: true) }
  }

  /// Up to the comma, colon or bracket that follows the closed parentheses, or to the bracket around it all; the end of
  /// the node when neither is near.
  private func expressionEnd(of node: YAMLPart) -> (end: Int, isClosed: Bool) {
    let start = Int(node.start)
    let nodeEnd = Int(node.end)
    let limit = min(bytes.count, nodeEnd + 1000)
    var round = 0
    var square = 0
    var curly = 0
    var offset = start
    scan: while true {
      if offset == limit { return (nodeEnd, false) }
      switch bytes[offset] {
      case UInt8(ascii: "("): round += 1
      case UInt8(ascii: ")"): round -= 1
      case UInt8(ascii: "["): square += 1
      case UInt8(ascii: "{"): curly += 1
      case UInt8(ascii: "]"):
        if square == 0 { break scan }
        square -= 1
      case UInt8(ascii: "}"):
        if curly == 0 { break scan }
        curly -= 1
      case UInt8(ascii: ",") where round <= 0 && square == 0 && curly == 0: break scan
      case UInt8(ascii: ":") where round <= 0 && square == 0 && curly == 0:
        if offset + 1 < bytes.count, isBlank(bytes[offset + 1]) { break scan }
      default: break
      }
      offset += 1
    }
    return (trimmed(start, offset), round <= 0)
  }
}
