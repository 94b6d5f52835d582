import Inference
import SourceTree

extension Resolver {
  /// Reads a tree of facts, as a pack or a profile states it.
  mutating func facts(_ node: YAMLNode, at place: Int, into facts: inout StatedFacts) {
    state(node, shape.nodes[place], [], &facts)
  }

  private mutating func state(_ node: YAMLNode, _ place: ShapeNode, _ keys: [Int], _ out: inout StatedFacts) {
    switch place.content {
    case .record(let fields):
      let help = "its fields are \(quoted(fields.keys.sorted()))"
      guard let entries = findings.mapping(node, place.path, of: "fields", help: help) else { return }
      for (key, value) in entries {
        guard let field = field(key, in: fields, of: place.path) else { continue }
        state(value, shape.nodes[field], keys, &out)
      }
    case .map(let kind, let value, let entry):
      let what = shape.kinds[kind.index]
      let help = "write each \(what.name) on a line of its own, with a `:` behind it"
      guard let entries = findings.mapping(node, place.path, of: "`\(what.name): …` lines", help: help) else {
        return
      }
      var seen: [Int: Span] = [:]
      for (key, inner) in entries {
        guard let id = statedKey(key, kind, isSection: keys.isEmpty && place.path == what.section) else {
          continue
        }
        if let first = seen[id] {
          findings.report(
            "duplicate-key", "the \(what.name) `\(vocabulary.id(id, of: kind))` is stated twice",
            at: key.span,
            notes: [("first stated here", first)])
          continue
        }
        seen[id] = key.span
        out.add(entry, keys + [id], at: key.span)
        state(inner, shape.nodes[value], keys + [id], &out)
      }
    case .leaf(let leaf): state(node, leaf, keys, &out)
    }
  }

  /// The keys of a kind's own section are its ids; elsewhere a name may stand for an id.
  private mutating func statedKey(_ key: YAMLNode, _ kind: KindID, isSection: Bool) -> Int? {
    guard let text = key.scalar else { return nil }
    return isSection ? vocabulary.exact(text, of: kind) : id(text, of: kind, at: key.span)
  }

  private mutating func state(_ node: YAMLNode, _ leaf: LeafID, _ keys: [Int], _ out: inout StatedFacts) {
    let declared = shape[leaf]
    switch declared.holds {
    case .rank:
      findings.report(
        "rank-written", "`\(declared.path)` follows from the fields beside it and is never written",
        at: node.span)
    case .alias, .entry: return
    case .set:
      guard let member = declared.keys.last else { return }
      if node.isEmpty { return }
      if node.mapping != nil, member != .text {
        findings.report(
          "wrong-type", "expected a list under `\(declared.path)`", at: node.span,
          help: "for example `[a, b]`")
        return
      }
      for item in node.sequence ?? [node] {
        guard let id = statedMember(item, member) else { continue }
        out.add(leaf, keys + [id], at: item.span)
      }
    case .one, .sum, .max, .min:
      if declared.type == .text {
        guard !node.isEmpty, let text = findings.text(node) else {
          if node.isEmpty {
            findings.report("wrong-type", "expected a text for `\(declared.path)`", at: node.span)
          }
          return
        }
        out.add(leaf, keys, texts.intern(text), at: node.span)
        return
      }
      guard let text = node.scalar, !node.isEmpty else {
        findings.report(
          "wrong-type", "expected \(VariableType(declared.type).described(in: shape)) for `\(declared.path)`",
          at: node.span)
        return
      }
      if let value = constant(text, at: node.span, of: declared) { out.add(leaf, keys, value, at: node.span) }
    }
  }

  private mutating func statedMember(_ node: YAMLNode, _ member: KeyType) -> Int? {
    switch member {
    case .text: return findings.text(node).map { Int(texts.intern($0)) }
    case .kind(let kind):
      guard let text = node.scalar, !node.isEmpty else {
        findings.report("wrong-type", "expected a \(shape.kinds[kind.index].name)", at: node.span)
        return nil
      }
      return id(text, of: kind, at: node.span)
    }
  }

  /// Reports facts that say two things about one place, and leaves each once.
  mutating func unify(_ facts: inout StatedFacts) {
    var clashes: [(Fact, Span, Span)] = []
    facts.unify { clashes.append(($0, $1, $2)) }
    for (fact, first, second) in clashes {
      findings.report(
        "stated-twice", "`\(described(fact))` is already stated with another value", at: max(first, second),
        notes: [("first stated here", min(first, second))])
    }
  }

  /// The path of a fact with its ids: `roles.channel-operations.needs.negotiation.level`.
  func described(_ fact: Fact) -> String {
    FactPath.text(shape[fact.leaf], fact.keys, vocabulary: vocabulary) {
      "\(texts[Value($0)].text(in: "en"))"
    }
  }
}
