import SourceTree

extension LayoutWriter {
  // MARK: Brackets

  /// A collection in brackets on one line; nil where it is none, or takes more than the rest of the line.
  func oneLine(_ node: YAMLNode, at used: Int) -> String? {
    guard source.isFlow(node), !hasComments(node), let text = LayoutWriter.inBrackets(node, source) else {
      return nil
    }
    return used + text.cells <= Self.width ? text : nil
  }

  func hasComments(_ node: YAMLNode) -> Bool {
    source.comments[told...].first { $0.start > node.start }.map { $0.start < Int(node.span.end) } ?? false
  }

  /// `{ a: 1, b: [x, y] }`; nil where a text has several lines.
  static func inBrackets(_ node: YAMLNode, _ source: LayoutSource) -> String? {
    let anchor = source.anchors[node.start].map { "\($0) " } ?? ""
    if source.isAlias(node) || node.scalar != nil {
      if node.isEmpty { return "" }
      let text = scalarText(node, source)
      return text.contains("\n") ? nil : anchor + text
    }
    if let items = node.sequence {
      var parts: [String] = []
      for item in items {
        guard let part = innerBrackets(item, source) else { return nil }
        parts.append(part)
      }
      return "[" + parts.joined(separator: ", ") + "]"
    }
    var parts: [String] = []
    for (key, value) in node.entries {
      guard let part = entryInBrackets(key, value, source) else { return nil }
      parts.append(part)
    }
    // `a:,` would be a key with a colon in its name.
    for index in parts.indices.dropLast() where parts[index].hasSuffix(":") { parts[index] += " " }
    return parts.isEmpty ? "{}" : "{ " + parts.joined(separator: ", ") + " }"
  }

  static func entryInBrackets(_ key: YAMLNode, _ value: YAMLNode, _ source: LayoutSource) -> String? {
    guard let key = inBrackets(key, source).map({ (text: $0, hasColon: source.hasColon(after: key)) }),
      let text = innerBrackets(value, source)
    else { return nil }
    if !key.hasColon { return key.text }
    return text.isEmpty ? key.text + ":" : key.text + ": " + text
  }

  private static func innerBrackets(_ node: YAMLNode, _ source: LayoutSource) -> String? {
    let isCollection = !source.isAlias(node) && node.scalar == nil
    let anchor = isCollection ? source.anchors[node.start].map { "\($0) " } ?? "" : ""
    return inBrackets(node, source).map { anchor + $0 }
  }

  /// A list of short texts on as many lines as it takes:
  ///
  ///     [
  ///       numbers, negotiating, …,
  ///       testing
  ///     ]
  func filled(_ node: YAMLNode, indent: Int) -> [LayoutLine]? {
    guard let items = node.sequence, items.count > 1, !hasComments(node) else { return nil }
    var lines = [LayoutLine(.code, indent: indent, "[")]
    var line = ""
    for (index, item) in items.enumerated() {
      guard item.scalar != nil || source.isAlias(item), let text = Self.inBrackets(item, source) else {
        return nil
      }
      let part = text + (index + 1 < items.count ? "," : "")
      if !line.isEmpty, indent + Self.step + line.cells + 1 + part.cells > Self.width {
        lines.append(LayoutLine(.code, indent: indent + Self.step, line))
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + part
    }
    lines.append(LayoutLine(.code, indent: indent + Self.step, line))
    lines.append(LayoutLine(.code, indent: indent, "]"))
    return lines
  }

  /// Where the first key, item or text of a node stands, behind the brackets around it.
  func firstText(of node: YAMLNode) -> Int {
    if source.isAlias(node) { return node.start }
    switch node.content {
    case .scalar: return node.start
    case .sequence(let items):
      if !source.isFlow(node) { return node.start }
      return items.first { !$0.isEmpty }.map(firstText) ?? node.start
    case .mapping(let entries): return entries.first?.key.start ?? node.start
    }
  }

  // MARK: Texts

  func layout(_ key: YAMLNode) -> String { Self.scalarText(key, source) }

  /// The lines of a text or an alias, without the indentation of those behind the first.
  func layout(scalar node: YAMLNode) -> [String] {
    let lines = Self.scalarText(node, source).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    guard lines.count > 1 else { return lines }
    if source.isBlockText(node) {
      let margin =
        lines.dropFirst().first { !$0.allSatisfy { $0 == " " } }.map { $0.prefix { $0 == " " }.count } ?? 0
      return [lines[0].withoutBlankEnd] + lines.dropFirst().map { String($0.dropFirst(margin)) }
    }
    return [lines[0]] + lines.dropFirst().map { String($0.drop { $0 == " " || $0 == "\t" }) }
  }

  /// A text as the author quoted it, but without quotes where it is a word, and never in single ones where double ones
  /// do.
  private static func scalarText(_ node: YAMLNode, _ source: LayoutSource) -> String {
    let written = source.written(node)
    guard !node.isPlain, let text = node.scalar, written.count >= 2 else { return written }
    if written == "\"\(text)\"" || written == "'\(text)'" {
      if isWord(text) { return text }
      if written.hasPrefix("'"), !text.contains(where: { "\"\\'\n".contains($0) }) { return "\"\(text)\"" }
    }
    return written
  }

  /// Letters and digits with hyphens, which no reader of YAML takes for anything but a text.
  private static func isWord(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, isIdentifier(text) else {
      return false
    }
    return !["null", "yes", "no", "true", "false", "on", "off", "y", "n"].contains(text.lowercased())
  }
}

extension String {
  fileprivate var withoutBlankEnd: String {
    var text = self
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
