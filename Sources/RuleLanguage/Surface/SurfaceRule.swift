import SourceTree

/// A rule as it is written: fields told apart, patterns and expressions still YAML.
struct SurfaceRule {
  let name: String
  let span: Span
  let when: [YAMLNode]
  let unless: [YAMLNode]
  let tests: [YAMLNode]
  let then: YAMLNode
  let because: YAMLNode?
  let source: String?
  /// One for each row; a rule without a table has none.
  let rows: [Row]
  let hasTable: Bool

  struct Row {
    let cells: [String: YAMLNode]
    let columns: [YAMLNode]
    let span: Span
  }

  static let fields = ["rule", "when", "unless", "where", "then", "because", "source", "table", "note"]
}
