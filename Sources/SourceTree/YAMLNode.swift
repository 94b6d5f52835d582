/// A part of a YAML file and where it stands. Scalars are strings: no type is guessed.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  package let content: Content
  /// Of a scalar its text with the quotes; of a collection the whole of it, without blank space at the end; of an
  /// alias the alias, while what is inside keeps its own places.
  package let span: Span
  /// A scalar without quotes, and not behind `|` or `>`.
  package let isPlain: Bool

  package init(content: Content, span: Span, isPlain: Bool) {
    self.content = content
    self.span = span
    self.isPlain = isPlain
  }

  package var scalar: String? {
    guard case .scalar(let text) = content else { return nil }
    return text
  }

  package var sequence: [YAMLNode]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  package var mapping: [(key: YAMLNode, value: YAMLNode)]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  /// An empty scalar without quotes: `key:` with nothing behind it.
  package var isEmpty: Bool {
    guard isPlain, case .scalar(let text) = content else { return false }
    return text.isEmpty
  }
}
