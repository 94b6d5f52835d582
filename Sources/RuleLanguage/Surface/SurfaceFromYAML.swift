import SourceTree

/// Tells the parts of a pack's files apart.
enum SurfaceFromYAML {
  /// - Parameter files: the roots of the pack's files, `pack.yaml` first.
  static func read(_ manifest: Manifest, _ files: [YAMLNode], findings: inout Findings) -> SurfacePack {
    var pack = SurfacePack(manifest: manifest)
    for (index, root) in files.enumerated() {
      guard let entries = root.mapping else {
        findings.report("wrong-type", "expected `rules:`, `shape:` or a section of the shape", at: root.span)
        continue
      }
      for (key, value) in entries {
        guard let name = key.scalar else { continue }
        switch name {
        case "kinds": pack.kinds.append(value)
        case "shape": pack.shape.append(value)
        case "rules": pack.rules += rules(value, &findings)
        case "changes":
          pack.changes += (findings.sequence(value, "changes", of: "changes") ?? []).compactMap {
            change($0, &findings)
          }
        case "report": pack.report += findings.sequence(value, "report", of: "sections") ?? []
        case "questions": pack.questions += findings.sequence(value, "questions", of: "questions") ?? []
        case "audits": pack.audits += findings.sequence(value, "audits", of: "audits") ?? []
        case "tests":
          findings.report("misplaced-tests", "tests stand in the folder `tests/` of a pack", at: key.span)
        case _ where Manifest.fields.contains(name):
          if index > 0 {
            findings.report("misplaced-field", "`\(name)` stands in `pack.yaml` only", at: key.span)
          }
        default: pack.sections.append((key, value))
        }
      }
    }
    return pack
  }

  private static func rules(_ node: YAMLNode, _ findings: inout Findings) -> [SurfaceRule] {
    (findings.sequence(node, "rules", of: "rules") ?? []).compactMap { rule($0, &findings) }
  }

  private static func rule(_ node: YAMLNode, _ findings: inout Findings) -> SurfaceRule? {
    guard let fields = findings.fields(node, of: "a rule", allowed: SurfaceRule.fields) else { return nil }
    guard
      let name = findings.name(
        fields["rule"], of: "the name of the rule", example: "rule: my-rule", in: firstLine(node))
    else { return nil }
    let span = fields["rule"]?.span ?? node.span
    guard let then = fields["then"] else {
      findings.report(
        "missing-field", "the rule `\(name)` has no `then`", at: span, help: "say what holds when it applies")
      return nil
    }
    return rule(name, at: span, fields, then: then, &findings)
  }

  private static func change(_ node: YAMLNode, _ findings: inout Findings) -> SurfaceChange? {
    guard let fields = findings.fields(node, of: "a change", allowed: SurfaceChange.fields),
      let name = findings.name(
        fields["change"], of: "the name of the change", example: "change: my-change", in: firstLine(node))
    else { return nil }
    let span = fields["change"]?.span ?? node.span
    if fields["cost"] == nil {
      findings.report(
        "missing-field", "the change `\(name)` has no `cost`", at: span, help: "say what one step costs")
    }
    guard let place = fields["then"] ?? fields["drop"] else {
      findings.report(
        "missing-field", "the change `\(name)` has no `then`", at: span,
        help: "say what the profile states afterwards, or with `drop` what it states no longer")
      return nil
    }
    if fields["then"] != nil, let drop = fields["drop"] {
      findings.report(
        "then-and-drop", "a change either sets or drops, and `\(name)` does both", at: drop.span,
        help: "write a change of its own for each", notes: [("set here", place.span)])
      return nil
    }
    guard let cost = fields["cost"] else { return nil }
    return SurfaceChange(
      rule: rule(name, at: span, fields, then: place, &findings), isDrop: fields["then"] == nil, cost: cost)
  }

  /// What rules and changes have in common.
  private static func rule(
    _ name: String, at span: Span, _ fields: [String: YAMLNode], then: YAMLNode, _ findings: inout Findings
  ) -> SurfaceRule {
    var source: String?
    if let text = fields["source"] {
      source = text.scalar
      if source == nil { findings.report("wrong-type", "expected a text", at: text.span) }
    }
    return SurfaceRule(
      name: name, span: span, when: list(fields["when"]), unless: list(fields["unless"]),
      tests: list(fields["where"]),
      then: then, because: fields["because"], source: source,
      rows: fields["table"].map { rows($0, &findings) } ?? [], hasTable: fields["table"] != nil)
  }

  /// A field that holds one thing or a list of them.
  static func list(_ node: YAMLNode?) -> [YAMLNode] {
    guard let node else { return [] }
    return node.sequence ?? [node]
  }

  /// Stands for a node whose first line is enough to point at.
  private static func firstLine(_ node: YAMLNode) -> YAMLNode { node.mapping?.first?.key ?? node }

  private static func rows(_ node: YAMLNode, _ findings: inout Findings) -> [SurfaceRule.Row] {
    guard let items = findings.sequence(node, "table", of: "rows") else { return [] }
    if items.isEmpty { findings.report("empty-table", "the table has no rows", at: node.span) }
    var rows: [SurfaceRule.Row] = []
    for item in items {
      guard let entries = item.mapping, !entries.isEmpty else {
        findings.report("wrong-type", "expected a row `{ column: value, … }`", at: item.span)
        continue
      }
      let cells = Dictionary(
        entries.compactMap { entry in entry.key.scalar.map { ($0, entry.value) } },
        uniquingKeysWith: { first, _ in first })
      rows.append(SurfaceRule.Row(cells: cells, columns: entries.map(\.key), span: item.span))
    }
    checkColumns(rows, &findings)
    return rows
  }

  /// Every row gives the columns that most rows give; the first row decides between equals.
  private static func checkColumns(_ rows: [SurfaceRule.Row], _ findings: inout Findings) {
    var counts: [String: Int] = [:]
    for row in rows { for name in row.cells.keys { counts[name, default: 0] += 1 } }
    var columns = counts.filter { name, count in
      count * 2 > rows.count || count * 2 == rows.count && rows[0].cells[name] != nil
    }.keys.sorted()
    if columns.isEmpty { columns = rows.first?.cells.keys.sorted() ?? [] }
    for (index, row) in rows.enumerated() {
      var missing = columns.filter { row.cells[$0] == nil }
      for key in row.columns {
        guard let name = key.scalar, !columns.contains(name) else { continue }
        let meant = nearest(to: name, among: missing)
        findings.report(
          "unknown-column", "`\(name)` is not a column of the other rows", at: key.span,
          help: meant.map { "did you mean `\($0)`?" } ?? "every row gives \(quoted(columns))")
        missing.removeAll { $0 == meant }
      }
      for column in missing {
        findings.report(
          "missing-column", "row \(index + 1) has no `\(column)`", at: row.span,
          help: "every row gives \(quoted(columns))")
      }
    }
  }
}
