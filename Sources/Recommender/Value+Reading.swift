import SourceTree

extension Value {
  /// Reads a JSON text; nil where it is none. A field that is `null` is left out.
  package init?(json bytes: [UInt8]) {
    guard let first = bytes.first(where: { $0 > 0x20 }), [0x7B, 0x5B].contains(first) else { return nil }
    self.init(yaml: bytes)
  }

  /// Reads YAML as those do who know only the types of JSON; nil where it can't be read.
  package init?(yaml bytes: [UInt8]) {
    var sources = SourceMap()
    var findings = Findings()
    let file = sources.add(path: "", bytes: bytes)
    let root = YAMLReader.read(file, in: sources, limits: SourceLimits(), findings: &findings)
    guard let root, findings.isEmpty else { return nil }
    self.init(root)
  }

  private init(_ node: YAMLNode) {
    switch node.content {
    case .mapping(let entries):
      self = .object(
        entries.compactMap { key, value in
          guard let name = key.scalar, !(value.isPlain && value.scalar == "null") else { return nil }
          return Field(name, Value(value))
        })
    case .sequence(let items): self = .list(items.map { Value($0) })
    case .scalar(let text):
      guard node.isPlain else {
        self = .text(text)
        return
      }
      switch text {
      case "true": self = .bool(true)
      case "false": self = .bool(false)
      default: self = Double(text) == nil ? .text(text) : .number(text)
      }
    }
  }

  /// A whole number; nil for anything else.
  package var int: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  /// The items of a list; none of anything else.
  package var items: [Value] {
    guard case .list(let items) = self else { return [] }
    return items
  }
}
