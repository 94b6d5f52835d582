import SourceTree

/// What the reader makes of one text.
struct Reading {
  let map: SourceMap
  let root: YAMLNode?
  let findings: Findings

  init(_ text: String, limits: SourceLimits = SourceLimits()) {
    self.init(bytes: Array(text.utf8), limits: limits)
  }

  init(bytes: [UInt8], limits: SourceLimits = SourceLimits()) {
    var map = SourceMap()
    var findings = Findings()
    let file = map.add(path: "me.yaml", bytes: bytes)
    root = YAMLReader.read(file, in: map, limits: limits, findings: &findings)
    self.map = map
    self.findings = findings
  }

  var codes: [String] { findings.list.map(\.code) }
  var diagnostics: [Diagnostic] { map.error(findings).diagnostics }

  /// The tree in short: `{a: [1, "b"]}`, where quotes tell a scalar that is not plain.
  var tree: String { root.map(Self.tree) ?? "nothing" }

  private static func tree(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text): node.isPlain ? text : "\"\(text)\""
    case .sequence(let items): "[" + items.map(tree).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\(tree($0.key)): \(tree($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  /// The text below each scalar and collection, from the outside in.
  var spans: [String] {
    func spans(_ node: YAMLNode) -> [String] {
      let own = [map.text(of: node.span)]
      return switch node.content {
      case .scalar: own
      case .sequence(let items): own + items.flatMap(spans)
      case .mapping(let entries): own + entries.flatMap { spans($0.key) + spans($0.value) }
      }
    }
    return root.map(spans) ?? []
  }
}

/// A text in which `⟦` and `⟧` stand around the place that a test expects.
struct MarkedText {
  let text: String
  let start: Int
  let end: Int

  init(_ marked: String) {
    let parts = marked.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts[parts.count - 1].split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
    let before = parts.count > 1 ? String(parts[0]) : ""
    text = before + rest.joined()
    start = before.utf8.count
    end = start + rest[0].utf8.count
  }
}
