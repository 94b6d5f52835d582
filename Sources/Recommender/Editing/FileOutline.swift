import RuleLanguage
package import SourceTree

/// The names that stand in a file, for a list beside the text.
package struct FileOutline: Sendable, Hashable {
  package let name: String
  package let detail: String
  /// What the entry is about, in bytes, and its name in it.
  package let range: Range<Int>
  package let nameRange: Range<Int>
  package let children: [FileOutline]
  /// Whether this is a part of the file, such as `rules`, rather than one of the things in it.
  package let isPart: Bool

  /// - Returns: by key of the root, the rules, sections, tests or ids below it.
  package static func of(_ root: YAMLNode) -> [FileOutline] {
    root.entries.compactMap { key, value in
      guard let name = key.scalar else { return nil }
      var children: [FileOutline] = []
      if let items = value.sequence {
        children = items.compactMap { item in
          guard let first = item.mapping?.first(where: { naming.contains($0.key.scalar ?? "") }),
            let text = first.value.scalar
          else { return nil }
          return FileOutline(text, "", item.span, first.value.span)
        }
      } else if value.isMapping {
        for (id, inner) in value.entries {
          guard let text = id.scalar else { continue }
          let whole = Span(file: id.span.file, start: id.span.start, end: max(id.span.end, inner.span.end))
          children.append(FileOutline(text, title(of: inner), whole, id.span))
        }
      }
      let whole = Span(file: key.span.file, start: key.span.start, end: max(key.span.end, value.span.end))
      return FileOutline(name, "", whole, key.span, children, isPart: true)
    }
  }

  package static func of(_ text: SourceFile) -> [FileOutline] {
    ParsedFile(path: text.path, bytes: text.bytes, limits: Limits.standard.source).root.map(of) ?? []
  }

  private static let naming = ["rule", "change", "section", "question", "test"]

  private static func title(of node: YAMLNode) -> String {
    guard let name = node.mapping?.first(where: { $0.key.scalar == "name" })?.value else { return "" }
    return name.scalar ?? name.entries.compactMap(\.value.scalar).joined(separator: " · ")
  }

  private init(
    _ name: String, _ detail: String, _ span: Span, _ nameSpan: Span, _ children: [FileOutline] = [],
    isPart: Bool = false
  ) {
    self.name = name.isEmpty ? "…" : name
    self.detail = detail
    range = Int(span.start)..<max(Int(span.start), Int(span.end))
    nameRange = Int(nameSpan.start)..<max(Int(nameSpan.start), Int(nameSpan.end))
    self.children = children
    self.isPart = isPart
  }
}
