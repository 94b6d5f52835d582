import Inference
import SourceTree

/// Builds the shape out of the `kinds:` and `shape:` of packs, used packs first.
///
/// A pack may add kinds, sections and fields to what it uses, and changes none: a second declaration of the
/// same place is a mistake that names the first.
struct ShapeFromSurface {
  private var kinds: [Kind] = []
  private var nodes: [ShapeNode] = []
  private var leaves: [ShapeLeaf] = []
  private var pendingRanks: [PendingRank] = []
  /// Nodes about which a mistake was told already.
  private var faulty: Set<Int> = []
  private var findings = Findings()

  private struct PendingRank {
    let leaf: LeafID
    let record: Int
    let terms: [Substring]
    let text: String
    let node: YAMLNode
  }

  static func build(_ packs: [SurfacePack], findings: inout Findings) -> Shape {
    var builder = ShapeFromSurface()
    builder.nodes.append(
      ShapeNode(
        path: "", keys: [], content: .record([:]), entry: nil,
        span: packs.first?.manifest.span ?? Span(file: 0, start: 0, end: 0)))
    for pack in packs { for node in pack.kinds { builder.declareKinds(node) } }
    builder.kinds.sort { $0.name < $1.name }
    for pack in packs { for node in pack.shape { builder.merge(node, into: Shape.root, isRoot: true) } }
    builder.resolveRanks()
    builder.checkKinds()
    for finding in builder.findings.list { findings.report(finding) }
    return builder.frozen()
  }

  // MARK: Kinds

  private mutating func declareKinds(_ node: YAMLNode) {
    guard let entries = findings.mapping(node, "kinds", of: "`kind: section` lines") else { return }
    for (key, value) in entries {
      guard let name = key.scalar else { continue }
      guard let section = value.scalar, isIdentifier(section) else {
        findings.report(
          "wrong-type", "expected the section whose keys are the ids of `\(name)`",
          at: value.isEmpty ? key.span : value.span,
          help: "for example `skill: skills`")
        continue
      }
      if let first = kinds.first(where: { $0.name == name }) {
        if first.section != section {
          findings.report(
            "declared-twice", "the kind `\(name)` is already declared", at: key.span,
            notes: [("first declared here", first.span)])
        }
      } else if !isIdentifier(name) || LeafSyntax.reserved.contains(name) {
        findings.report(
          "bad-name", "`\(name)` can't name a kind", at: key.span,
          help: isIdentifier(name) ? "the word has a meaning in shapes" : "use letters, digits and hyphens")
      } else {
        kinds.append(Kind(name: name, section: section, span: key.span))
      }
    }
  }

  private mutating func checkKinds() {
    for (index, kind) in kinds.enumerated() {
      guard case .record(let fields) = nodes[Shape.root].content else { continue }
      let wanted = "`\(kind.section): { $\(kind.name): { name: text } }`"
      guard let section = fields[kind.section] else {
        findings.report(
          "kind-without-section",
          "the section `\(kind.section)` of the kind `\(kind.name)` is not in the shape",
          at: kind.span, help: "add \(wanted) to the shape")
        continue
      }
      if case .map(KindID(index), _, _) = nodes[section].content { continue }
      if faulty.contains(section) { continue }
      findings.report(
        "kind-without-section", "the keys of `\(kind.section)` are not the ids of the kind `\(kind.name)`",
        at: kind.span,
        help: "the shape of such a section is \(wanted)",
        notes: [("the section is declared here", nodes[section].span)])
    }
  }

  private func kind(_ name: some StringProtocol) -> KindID? {
    kinds.firstIndex { $0.name == name }.map(KindID.init)
  }

  // MARK: The tree

  private mutating func merge(_ node: YAMLNode, into target: Int, isRoot: Bool = false) {
    guard let entries = findings.mapping(node, isRoot ? "shape" : nodes[target].path, of: "fields") else {
      return
    }
    for (key, value) in entries {
      guard let name = key.scalar else { continue }
      guard isIdentifier(name) else {
        findings.report(
          "bad-name", "`\(name)` can't name a field", at: key.span, help: "use letters, digits and hyphens")
        continue
      }
      if isRoot, SurfacePack.reservedRoots.contains(name) {
        findings.report(
          "bad-name", "`\(name)` has a meaning of its own at the root of a pack file", at: key.span)
        continue
      }
      guard case .record(var fields) = nodes[target].content else { continue }
      if let existing = fields[name] {
        add(value, to: existing, key: key)
      } else {
        let path = nodes[target].path.isEmpty ? name : "\(nodes[target].path).\(name)"
        let child = declare(
          value, path: path, keys: nodes[target].keys, entry: nil, record: target, at: key.span)
        fields[name] = child
        nodes[target].content = .record(fields)
      }
    }
  }

  /// A later pack says more about a place that is already declared.
  private mutating func add(_ node: YAMLNode, to existing: Int, key: YAMLNode) {
    switch nodes[existing].content {
    case .record where node.mapping != nil && mapKey(of: node) == nil:
      merge(node, into: existing)
    case .map(let kind, let value, _):
      if let (key, inner) = mapKey(of: node), self.kind(key.dropFirst()) == kind {
        checkOnlyKey(of: node)
        add(inner, to: value, key: node.mapping?.first?.key ?? node)
      } else {
        alreadyDeclared(existing, at: key.span)
      }
    case .record, .leaf:
      alreadyDeclared(existing, at: key.span)
    }
  }

  private mutating func alreadyDeclared(_ node: Int, at span: Span) {
    findings.report(
      "declared-twice", "`\(nodes[node].path)` is already declared", at: span,
      help: "a pack may add fields to what it uses, and changes none",
      notes: [("first declared here", nodes[node].span)])
  }

  /// The `$kind` of a node `{ $kind: … }`, with what stands under it.
  private func mapKey(of node: YAMLNode) -> (String, YAMLNode)? {
    guard let entry = node.mapping?.first(where: { $0.key.scalar?.hasPrefix("$") == true }),
      let key = entry.key.scalar
    else { return nil }
    return (key, entry.value)
  }

  /// A map has one key only, and fields have no `$`.
  private mutating func checkOnlyKey(of node: YAMLNode) {
    guard let entries = node.mapping, entries.count > 1 else { return }
    let isFirst = entries[0].key.scalar?.hasPrefix("$") == true
    let odd = isFirst ? entries[1] : entries.first { $0.key.scalar?.hasPrefix("$") == true } ?? entries[1]
    findings.report(
      "mixed-keys", "a map `{ $kind: … }` has no other keys beside `$kind`", at: odd.key.span,
      help: "fields that are not ids stand in a record of their own")
  }

  private mutating func declare(
    _ node: YAMLNode, path: String, keys: [KeyType], entry: LeafID?, record: Int, at span: Span
  ) -> Int {
    let index = nodes.count
    nodes.append(ShapeNode(path: path, keys: keys, content: .record([:]), entry: entry, span: span))
    if let (key, inner) = mapKey(of: node) {
      checkOnlyKey(of: node)
      guard let kind = kind(key.dropFirst()) else {
        findings.report(
          "unknown-kind", "`\(key.dropFirst())` is not a kind", at: node.mapping?.first?.key.span ?? span,
          help: findings.suggestion(String(key.dropFirst()), kinds.map(\.name)) ?? "declare it under `kinds:`"
        )
        faulty.insert(index)
        return index
      }
      let inside = keys + [.kind(kind)]
      let entry = append(ShapeLeaf(path: path, keys: inside, type: .yesNo, holds: .entry, span: span))
      let value = declare(inner, path: "\(path).\(key)", keys: inside, entry: entry, record: index, at: span)
      nodes[index].content = .map(kind: kind, value: value, entry: entry)
    } else if node.mapping != nil {
      merge(node, into: index)
    } else if var leaf = leaf(node, path: path, keys: keys, record: record, key: span) {
      leaf.span = span
      nodes[index].content = .leaf(append(leaf))
    }
    return index
  }

  private mutating func append(_ leaf: ShapeLeaf) -> LeafID {
    leaves.append(leaf)
    return LeafID(leaves.count - 1)
  }

  // MARK: Leaves

  private static let types =
    "expected text, number, yes/no, 0..5, a | b, sum, max, min, by FIELD, a kind or `[kind]`"

  private mutating func leaf(
    _ node: YAMLNode, path: String, keys: [KeyType], record: Int, key: Span
  ) -> ShapeLeaf? {
    var leaf = ShapeLeaf(path: path, keys: keys, type: .text, holds: .one, span: node.span)
    if let items = node.sequence {
      guard items.count == 1, let name = items[0].scalar else {
        findings.report("bad-type", "a set is written `[kind]`, a list of texts `[text]`", at: node.span)
        return nil
      }
      return set(name, leaf, at: items[0].span)
    }
    guard let text = node.scalar else { return nil }
    guard let syntax = LeafSyntax(text) else {
      findings.report(
        "bad-type", node.isEmpty ? "expected a type" : "`\(text)` is not a type",
        at: node.isEmpty ? key : node.span,
        help: text.contains("|")
          ? "words have letters, digits and hyphens, and each stands once" : ShapeFromSurface.types)
      return nil
    }
    leaf.isOptional = syntax.isOptional
    leaf.isProtected = syntax.isProtected
    leaf.fallbackText = syntax.fallback.map(String.init)
    leaf.fallbackSpan = syntax.fallback.map { node.span(of: $0, in: text) }
    switch syntax.type {
    case .text: leaf.type = .text
    case .number(let bounds, let isWhole):
      leaf.type = .number
      leaf.bounds = bounds
      leaf.isWhole = isWhole
    case .yesNo: leaf.type = .yesNo
    case .words(let words): leaf.type = .words(words)
    case .set(let name): return set(name, leaf, at: node.span)
    case .sum: (leaf.type, leaf.holds) = (.number, .sum)
    case .max: (leaf.type, leaf.holds) = (.number, .max)
    case .min: (leaf.type, leaf.holds) = (.number, .min)
    case .rank(let terms):
      leaf.type = .number
      leaf.holds = .rank([])
      pendingRanks.append(
        PendingRank(leaf: LeafID(leaves.count), record: record, terms: terms, text: text, node: node))
    case .name(let name):
      guard let kind = kind(name) else {
        findings.report(
          "bad-type", "`\(name)` is neither a type nor a kind", at: node.span,
          help: findings.suggestion(name, kinds.map(\.name) + LeafSyntax.types) ?? ShapeFromSurface.types)
        return nil
      }
      leaf.type = .id(kind)
    }
    if leaf.fallbackText != nil, leaf.keys.contains(.text) || leaf.type == .text {
      findings.report("bad-type", "a text has no default", at: node.span)
      leaf.fallbackText = nil
    }
    return leaf
  }

  /// `[kind]`, `[text]` or `[alias]`.
  private mutating func set(_ name: String, _ leaf: ShapeLeaf, at span: Span) -> ShapeLeaf? {
    var leaf = leaf
    switch name {
    case "text":
      leaf.keys.append(.text)
      leaf.holds = .set
    case "alias":
      leaf.holds = .alias
      guard isFieldOfKind(leaf) else {
        findings.report("bad-type", "`[alias]` stands in the section of a kind, beside `name`", at: span)
        return nil
      }
    default:
      guard let kind = kind(name) else {
        findings.report(
          "unknown-kind", "`\(name)` is not a kind", at: span,
          help: findings.suggestion(name, kinds.map(\.name) + ["text", "alias"])
            ?? "declare it under `kinds:`")
        return nil
      }
      leaf.keys.append(.kind(kind))
      leaf.holds = .set
      leaf.type = .yesNo
    }
    return leaf
  }

  /// Whether a leaf is a field of what has the ids of a kind: `skills.$skill.also`.
  private func isFieldOfKind(_ leaf: ShapeLeaf) -> Bool {
    guard leaf.keys.count == 1, case .kind(let kind) = leaf.keys[0] else { return false }
    let prefix = "\(kinds[kind.index].section).$\(kinds[kind.index].name)."
    return leaf.path.hasPrefix(prefix) && !leaf.path.dropFirst(prefix.count).contains(".")
  }

  private mutating func resolveRanks() {
    for pending in pendingRanks {
      guard case .record(let fields) = nodes[pending.record].content, !nodes[pending.record].keys.isEmpty
      else {
        findings.report(
          "bad-rank", "`by …` ranks the entries of a map, and stands in its record", at: pending.node.span)
        continue
      }
      var terms: [RankTerm] = []
      for term in pending.terms {
        let descending = !term.hasPrefix("-")
        let name = String(descending ? term : term.dropFirst())
        let place = pending.node.span(of: term, in: pending.text)
        guard let field = fields[name], case .leaf(let leaf) = nodes[field].content else {
          findings.report(
            "unknown-field", "`\(name)` is not a field beside this rank", at: place,
            help: findings.suggestion(name, fields.keys.sorted())
              ?? "its siblings are \(quoted(fields.keys.sorted()))")
          continue
        }
        let held = leaves[leaf.index]
        guard held.hasValue, held.type == .number || held.type == .yesNo, leaf != pending.leaf else {
          findings.report("bad-rank", "`\(name)` is not a number to rank by", at: place)
          continue
        }
        terms.append(RankTerm(leaf: leaf, descending: descending))
      }
      leaves[pending.leaf.index].holds = .rank(terms)
    }
  }

  // MARK: The end

  /// Leaves are numbered in the order of their paths, so that nothing depends on the order of files.
  private func frozen() -> Shape {
    let order = leaves.indices.sorted {
      (leaves[$0].path, leaves[$0].keys.count) < (leaves[$1].path, leaves[$1].keys.count)
    }
    var renamed = Array(repeating: LeafID(0), count: leaves.count)
    for (new, old) in order.enumerated() { renamed[old] = LeafID(new) }
    let sorted = order.map { old -> ShapeLeaf in
      var leaf = leaves[old]
      if case .rank(let terms) = leaf.holds {
        leaf.holds = .rank(terms.map { RankTerm(leaf: renamed[$0.leaf.index], descending: $0.descending) })
      }
      return leaf
    }
    let renumbered = nodes.map { node -> ShapeNode in
      let content: ShapeNode.Content =
        switch node.content {
        case .record: node.content
        case .map(let kind, let value, let entry): .map(kind: kind, value: value, entry: renamed[entry.index])
        case .leaf(let leaf): .leaf(renamed[leaf.index])
        }
      return ShapeNode(
        path: node.path, keys: node.keys, content: content, entry: node.entry.map { renamed[$0.index] },
        span: node.span)
    }
    return Shape(kinds: kinds, nodes: renumbered, leaves: sorted)
  }
}
