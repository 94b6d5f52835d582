package import SourceTree

/// What `pack.yaml` says about a pack.
package struct Manifest: Sendable {
  package let id: String
  package let version: String
  package let title: LocalizedText
  package let uses: [(id: String, span: Span)]
  package let locales: [String]
  /// What the costs of changes are counted in; nil where the pack does not say.
  package let costUnit: LocalizedText?
  package let span: Span

  static let fields = ["pack", "version", "title", "uses", "locales", "cost-unit"]

  /// Reads the manifest; the other root keys of the file are parts of the pack.
  init?(_ root: YAMLNode, findings: inout Findings) {
    guard let entries = root.mapping else {
      findings.report("wrong-type", "expected `pack:` and `version:`", at: root.span)
      return nil
    }
    let fields = Dictionary(
      entries.compactMap { entry in entry.key.scalar.map { ($0, entry.value) } },
      uniquingKeysWith: { first, _ in first })
    guard
      let id = findings.name(fields["pack"], of: "the name of the pack", example: "pack: my-pack", in: root)
    else { return nil }
    self.id = id
    span = fields["pack"]?.span ?? root.span
    version = fields["version"]?.scalar ?? ""
    if version.isEmpty {
      findings.report(
        "missing-field", "the pack has no version", at: fields["version"]?.span ?? span,
        help: "add `version: 1.0.0`")
    }
    title = fields["title"].flatMap { findings.text($0) } ?? LocalizedText(id)
    uses = Manifest.names(fields["uses"], "uses", "pack", example: "other-pack", &findings)
    costUnit = fields["cost-unit"].flatMap { findings.text($0) }
    locales = Manifest.names(fields["locales"], "locales", "locale", example: "en", &findings).map(\.id)
  }

  private static func names(
    _ node: YAMLNode?, _ field: String, _ what: String, example: String, _ findings: inout Findings
  ) -> [(id: String, span: Span)] {
    guard let node else { return [] }
    let items =
      node.scalar != nil && !node.isEmpty ? [node] : findings.sequence(node, field, of: "\(what)s") ?? []
    return items.compactMap { item in
      findings.name(item, of: "the name of a \(what)", example: example, in: node).map { ($0, item.span) }
    }
  }
}
