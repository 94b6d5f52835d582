/// A part of a YAML file and where it stands. Scalars are texts: no type is guessed.
@usableFromInline
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(String)
    case sequence([YAMLNode])
    case mapping(YAMLEntries)
  }

  let tree: YAMLTree
  let part: YAMLPart

  init(_ part: YAMLPart, of tree: YAMLTree) {
    self.tree = tree
    self.part = part
  }

  /// Of a scalar its text with the quotes; of a collection the whole of it, without blank space at the end; of an
  /// alias the alias, while what is inside keeps its own places.
  package var span: Span { Span(file: tree.file, start: part.start, end: part.end) }

  /// What stands behind `key:` where nothing does.
  package static func empty(at span: Span) -> YAMLNode {
    let part = YAMLPart(
      kind: .scalar, isPlain: true, isDecoded: false, start: span.start, end: span.end, first: 0, count: 0)
    return YAMLNode(part, of: YAMLTree(file: span.file, bytes: [], decoded: [], parts: [part]))
  }

  /// The same node of a file with another number.
  package func renumbered(_ file: UInt32) -> YAMLNode {
    YAMLNode(part, of: YAMLTree(file: file, bytes: tree.bytes, decoded: tree.decoded, parts: tree.parts))
  }

  /// Whether a node of the file has a name by which others may repeat it.
  package var hasAnchors: Bool { tree.hasAnchors }

  /// A scalar without quotes, and not behind `|` or `>`.
  package var isPlain: Bool { part.isPlain }

  package var content: Content {
    switch part.kind {
    case .scalar: .scalar(text)
    case .sequence: .sequence(items)
    case .mapping: .mapping(entries)
    }
  }

  package var scalar: String? { part.kind == .scalar ? text : nil }

  package var sequence: [YAMLNode]? { part.kind == .sequence ? items : nil }

  package var mapping: YAMLEntries? { part.kind == .mapping ? entries : nil }

  /// The entries of a mapping; of anything else none.
  package var entries: YAMLEntries { YAMLEntries(part, of: tree) }

  package var isMapping: Bool { part.kind == .mapping }

  package var isSequence: Bool { part.kind == .sequence }

  /// An empty scalar without quotes: `key:` with nothing behind it.
  package var isEmpty: Bool { part.isPlain && part.kind == .scalar && part.count == 0 }

  /// How many items a list has, and entries a mapping; a scalar is one.
  package var itemCount: Int {
    switch part.kind {
    case .scalar: 1
    case .sequence: Int(part.count)
    case .mapping: Int(part.count) / 2
    }
  }

  /// Hands over the items of a list without an array of them.
  package func forEachItem(_ body: (YAMLNode) -> Void) {
    guard part.kind == .sequence else { return }
    for index in part.range { body(YAMLNode(tree.parts[index], of: tree)) }
  }

  /// Hands over the UTF-8 of a scalar.
  package func withScalar(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if part.kind == .scalar { tree.withText(of: part, body) }
  }

  /// Hands over the UTF-8 and the place of each item that is a scalar; of what is no list, its own.
  ///
  /// Takes no memory for strings and nodes, which counts where there are many.
  package func forEachScalar(_ body: (_ text: UnsafeBufferPointer<UInt8>, _ span: Span) -> Void) {
    guard part.kind == .sequence else {
      if part.kind == .scalar { tree.withText(of: part) { body($0, span) } }
      return
    }
    let (file, range) = (tree.file, part.range)
    tree.withBuffers { parts, bytes, decoded in
      for item in parts[range] where item.kind == .scalar {
        body(
          UnsafeBufferPointer(rebasing: (item.isDecoded ? decoded : bytes)[item.range]),
          Span(file: file, start: item.start, end: item.end))
      }
    }
  }

  /// A mapping without the entry of a key.
  package func without(_ key: String) -> YAMLNode {
    guard part.kind == .mapping else { return self }
    var parts = tree.parts
    var rest = part
    rest.first = UInt32(parts.count)
    for index in stride(from: part.range.lowerBound, to: part.range.upperBound, by: 2)
    where YAMLNode(tree.parts[index], of: tree).scalar != key {
      parts += tree.parts[index...index + 1]
    }
    rest.count = UInt32(parts.count) - rest.first
    return YAMLNode(
      rest, of: YAMLTree(file: tree.file, bytes: tree.bytes, decoded: tree.decoded, parts: parts))
  }

  private var text: String {
    tree.withText(of: part) { String(decoding: $0, as: UTF8.self) }
  }

  private var items: [YAMLNode] {
    tree.parts[part.range].map { YAMLNode($0, of: tree) }
  }
}
