import Inference
import SourceTree

extension Resolver {
  /// Reads a tree of facts, as a pack or a profile states it.
  ///
  /// - Parameter key: the packed keys above the place.
  mutating func facts(
    _ node: YAMLNode, at place: Int, below key: UInt64 = 0, into facts: inout StatedFactsBuilder
  ) {
    state(node, place, key, &facts)
  }

  /// Whether a node is a section of a kind, the keys of which are its ids: then no entry says anything about another.
  func hasEntriesOfItsOwn(_ node: YAMLNode, at place: Int) -> Bool {
    guard case .map(let kind, _, _) = shape.nodes[place].content, node.isMapping else { return false }
    return shape.nodes[place].path == shape.kinds[kind.index].section
  }

  /// Looks for mistakes in one entry of such a section, whose id may be newer than the vocabulary.
  mutating func check(_ key: YAMLNode, _ value: YAMLNode, at place: Int, into facts: inout StatedFactsBuilder)
  {
    guard case .map(let kind, let inner, _) = shape.nodes[place].content else { return }
    state(value, inner, below(0, kind, statedKey(key, kind, isSection: true) ?? 0), &facts)
  }

  /// `key` packs the keys above the place. Packings have the outermost key highest, so a further key goes below.
  private mutating func state(_ node: YAMLNode, _ place: Int, _ key: UInt64, _ out: inout StatedFactsBuilder)
  {
    switch shape.nodes[place].content {
    case .record(let fields):
      guard let entries = node.mapping ?? noMapping(node, place) else { return }
      for (name, value) in entries {
        guard let field = field(name, in: fields, of: shape.nodes[place].path) else { continue }
        state(value, field, key, &out)
      }
    case .map(let kind, let value, let entry):
      guard node.isMapping else {
        _ = noMapping(node, place)
        return
      }
      let isSection = shape.nodes[place].path == shape.kinds[kind.index].section
      var seen: [Int: Span] = [:]
      for (name, inner) in node.entries {
        guard let id = statedKey(name, kind, isSection: isSection) else { continue }
        // The keys of a section are the ids themselves, and the same text twice is no longer here.
        if !isSection {
          if let first = seen[id] {
            findings.report(
              "duplicate-key",
              "the \(shape.kinds[kind.index].name) `\(vocabulary.id(id, of: kind))` is stated twice",
              at: name.span, notes: [("first stated here", first)])
            continue
          }
          seen[id] = name.span
        }
        let key = below(key, kind, id)
        out.add(entry, key, at: name.span)
        state(inner, value, key, &out)
      }
    case .leaf(let leaf): state(node, leaf, key, &out)
    }
  }

  /// The entries of what is no mapping: none where it is empty.
  private mutating func noMapping(_ node: YAMLNode, _ place: Int) -> YAMLEntries? {
    let place = shape.nodes[place]
    switch place.content {
    case .record(let fields):
      let help = "its fields are \(quoted(fields.keys.sorted()))"
      return findings.mapping(node, place.path, of: "fields", help: help)
    case .map(let kind, _, _):
      let what = shape.kinds[kind.index].name
      let help = "write each \(what) on a line of its own, with a `:` behind it"
      return findings.mapping(node, place.path, of: "`\(what): …` lines", help: help)
    case .leaf: return nil
    }
  }

  /// Packs the key of a map below those above it.
  func below(_ key: UInt64, _ kind: KindID, _ id: Int) -> UInt64 {
    key &<< UInt64(Leaf.bits(for: vocabulary.count(of: kind))) | UInt64(id)
  }

  /// The keys of a kind's own section are its ids; elsewhere a name may stand for an id.
  private mutating func statedKey(_ key: YAMLNode, _ kind: KindID, isSection: Bool) -> Int? {
    guard let text = key.scalar else { return nil }
    return isSection ? vocabulary.exact(text, of: kind) : id(text, of: kind, at: key.span)
  }

  private mutating func state(
    _ node: YAMLNode, _ leaf: LeafID, _ key: UInt64, _ out: inout StatedFactsBuilder
  ) {
    switch shape.leaves[leaf.index].holds {
    case .rank:
      rankWritten(shape[leaf], at: node.span)
    case .alias, .entry: return
    case .set: stateMembers(node, leaf, key, &out)
    case .one, .sum, .max, .min:
      if let value = statedValue(node, leaf) { out.add(leaf, key, value, at: node.span) }
    }
  }

  private mutating func stateMembers(
    _ node: YAMLNode, _ leaf: LeafID, _ key: UInt64, _ out: inout StatedFactsBuilder
  ) {
    guard let member = shape.leaves[leaf.index].keys.last, !node.isEmpty else { return }
    if node.isMapping, member != .text {
      findings.report(
        "wrong-type", "expected a list under `\(shape[leaf].path)`", at: node.span,
        help: "for example `[a, b]`")
      return
    }
    switch member {
    case .text:
      let bits = UInt64(Leaf.bits(for: Int(Int32.max)))
      for item in node.sequence ?? [node] {
        guard let text = findings.text(item) else { continue }
        out.add(leaf, key &<< bits | UInt64(texts.intern(text)), at: item.span)
      }
    case .kind(let kind):
      let bits = UInt64(Leaf.bits(for: vocabulary.count(of: kind)))
      // Nearly all are ids, letter by letter; the others are looked at one by one.
      let vocabulary = vocabulary
      let columns = out.columns(of: leaf)
      var read = 0
      node.forEachScalar { text, span in
        guard !text.isEmpty, let id = vocabulary.exact(text, of: kind) else { return }
        columns?.append(key &<< bits | UInt64(id), at: span)
        read += 1
      }
      if read == node.itemCount { return }
      for item in node.sequence ?? [node] {
        guard let text = item.scalar, !item.isEmpty else {
          findings.report("wrong-type", "expected a \(shape.kinds[kind.index].name)", at: item.span)
          continue
        }
        if vocabulary.exact(text, of: kind) != nil { continue }
        guard let id = id(text, of: kind, at: item.span) else { continue }
        out.add(leaf, key &<< bits | UInt64(id), at: item.span)
      }
    }
  }

  private mutating func statedValue(_ node: YAMLNode, _ leaf: LeafID) -> Value? {
    let declared = shape[leaf]
    if declared.type == .text {
      if node.isEmpty {
        findings.report("wrong-type", "expected a text for `\(declared.path)`", at: node.span)
        return nil
      }
      return (known.take(at: node.span) ?? findings.text(node)).map { texts.intern($0) }
    }
    guard let text = node.scalar, !node.isEmpty else {
      findings.report(
        "wrong-type", "expected \(VariableType(declared.type).described(in: shape)) for `\(declared.path)`",
        at: node.span)
      return nil
    }
    return constant(text, at: node.span, of: declared)
  }

  /// Reports facts that say two things about one place, and leaves each once.
  mutating func unified(_ stated: consuming StatedFactsBuilder) -> StatedFacts {
    var clashes: [(Fact, Span, Span)] = []
    let facts = stated.facts { clashes.append(($0, $1, $2)) }
    for (fact, first, second) in clashes {
      findings.report(
        "stated-twice", "`\(described(fact))` is already stated with another value", at: max(first, second),
        notes: [("first stated here", min(first, second))])
    }
    return facts
  }

  /// The path of a fact with its ids: `roles.channel-operations.needs.negotiation.level`.
  func described(_ fact: Fact) -> String {
    FactPath.text(shape[fact.leaf], fact.keys, vocabulary: vocabulary) {
      "\(texts[Value($0)].text(in: "en"))"
    }
  }
}
