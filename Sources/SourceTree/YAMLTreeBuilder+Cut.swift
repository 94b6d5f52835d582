/// A comma inside `{ }` or `[ ]` ends a text without quotes, so `{ score: min($a, $b) }` reaches us as
/// `score: min($a` and a key `$b)`. The unclosed parenthesis gives it away: the mistake is told once, and the pieces
/// are put together again so that nothing else stumbles over them.
extension YAMLTreeBuilder {
  /// Whether the bytes open more parentheses than they close.
  func leavesOpen(_ start: Int, _ end: Int) -> Bool {
    var open = 0
    for offset in start..<end {
      if bytes[offset] == UInt8(ascii: "(") { open += 1 }
      if bytes[offset] == UInt8(ascii: ")") { open -= 1 }
    }
    return open > 0
  }

  /// Whether the node is a scalar without quotes that opens more parentheses than it closes.
  func leavesOpen(_ node: YAMLNode) -> Bool {
    guard node.isPlain, case .scalar(let text) = node.content else { return false }
    var open = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") { open -= 1 }
    }
    return open > 0
  }

  mutating func mended(_ items: [YAMLNode]) throws(Abort) -> [YAMLNode] {
    var result: [YAMLNode] = []
    for item in items where !isSwallowed(item) {
      result.append(try whole(item) ?? item)
    }
    return result
  }

  mutating func mended(
    _ entries: [(key: YAMLNode, value: YAMLNode)]
  ) throws(Abort) -> [(key: YAMLNode, value: YAMLNode)] {
    var result: [(key: YAMLNode, value: YAMLNode)] = []
    for entry in entries where !isSwallowed(entry.key) {
      if try whole(entry.key) != nil { continue }
      result.append((entry.key, try whole(entry.value) ?? entry.value))
    }
    return result
  }

  /// Whether the node is a later piece of an expression that has been put together.
  private func isSwallowed(_ node: YAMLNode) -> Bool {
    swallowed.contains { $0.lowerBound < node.span.start && node.span.start < $0.upperBound }
  }

  /// Reports the innermost open expression, if that may be why libyaml stumbled.
  mutating func reportCutExpression() throws(Abort) -> Bool {
    for suspect in suspects.reversed() where try whole(suspect) != nil {
      return true
    }
    return false
  }

  /// The whole expression of which the node is the first piece; reports it. Nil when the node is no such piece.
  private mutating func whole(_ node: YAMLNode) throws(Abort) -> YAMLNode? {
    guard leavesOpen(node), let piece = node.scalar else { return nil }
    let start = Int(node.span.start)
    let (end, isClosed) = expressionEnd(of: node)
    var next = Int(node.span.end)
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
    return YAMLNode(content: .scalar(text), span: span(start, end), isPlain: true)
  }

  /// Up to the comma, colon or bracket that follows the closed parentheses, or to the bracket around it all; the end of
  /// the node when neither is near.
  private func expressionEnd(of node: YAMLNode) -> (end: Int, isClosed: Bool) {
    let start = Int(node.span.start)
    let nodeEnd = Int(node.span.end)
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
