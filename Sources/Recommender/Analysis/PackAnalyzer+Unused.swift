import Inference
import RuleLanguage
import SourceTree

extension PackAnalyzer {
  /// Bodies of everything that reads the tree.
  private var bodies: [(when: Condition, unless: [Condition])] {
    let rules = (pack.rules + pack.changes.map(\.rule)).map { ($0.clause.when, $0.clause.unless) }
    let queries =
      sections.flatMap { [$0.query, $0.margin] } + pack.audits.flatMap { [$0.each, $0.needs, $0.reaches] }
    return rules + queries.compactMap { $0 }.map { ($0.condition, $0.unless) }
  }

  mutating func findUnusedFields() {
    var isRead = Array(repeating: false, count: pack.shape.leaves.count)
    for body in bodies {
      for atom in body.when.atoms + body.unless.flatMap(\.atoms) { isRead[atom.leaf.index] = true }
    }
    // What a test expects is meant for somebody: a program may read it.
    for atom in tested.flatMap(\.condition.atoms) where pack.isConcluded[atom.leaf.index] {
      isRead[atom.leaf.index] = true
    }
    for leaf in pack.shape.leaves {
      if case .rank(let terms) = leaf.holds { for term in terms { isRead[term.leaf.index] = true } }
    }
    for (index, leaf) in pack.shape.leaves.enumerated() where isOwn(leaf.span) && !isRead[index] {
      let id = LeafID(index)
      let isName = pack.shape.kinds.indices.contains { pack.shape.nameLeaf(of: KindID($0)) == id }
      switch leaf.holds {
      case .alias, .entry: continue
      case .one, .sum, .max, .min, .set, .rank: if isName || leaf.isProtected { continue }
      }
      if isOpen { continue }
      let isProfile = pack.shape.isProfile(id)
      // What people write for each other, such as a remark or an address, need not be read by a rule.
      if !isProfile, !pack.isConcluded[index], leaf.type == .text { continue }
      report(
        "unused-field",
        pack.isConcluded[index]
          ? "`\(leaf.path)` is concluded, and no rule, no test and no section of the report reads it"
          : "neither a rule nor the report reads `\(leaf.path)`",
        at: leaf.span, help: "take the field away, or say in the report what it means")
    }
  }

  // MARK: Ids

  /// Ids that nothing refers to, of kinds whose ids nothing goes through one by one.
  mutating func findUnusedIDs() {
    guard !isOpen, let outcome = empty?.outcome else { return }
    let shape = pack.shape
    var isUsed = shape.kinds.indices.map {
      Array(repeating: false, count: pack.vocabulary.count(of: KindID($0)))
    }
    var isFree = shape.kinds.indices.map { _ in false }
    func use(_ type: VariableType, _ value: Inference.Value) {
      if case .id(let kind) = type, isUsed[kind.index].indices.contains(Int(value)) {
        isUsed[kind.index][Int(value)] = true
      }
    }
    func free(_ type: VariableType) { if case .id(let kind) = type { isFree[kind.index] = true } }
    let ownSection = shape.leaves.map { leaf in
      shape.kinds.firstIndex { leaf.path == $0.section || leaf.path.hasPrefix($0.section + ".") }
    }
    for (index, leaf) in shape.leaves.enumerated() {
      let id = LeafID(index)
      if shape.isProfile(id) || leaf.fallback != nil {
        leaf.keys.map(VariableType.init).forEach(free)
        if shape.isProfile(id), leaf.hasValue { free(VariableType(leaf.type)) }
        if let fallback = leaf.fallback { use(VariableType(leaf.type), fallback) }
        continue
      }
      let isNeeded =
        leaf.keys.contains { $0 != .text } || { if case .id = leaf.type { true } else { false } }()
      guard isNeeded, !isPersonal[index] else { continue }
      for fact in outcome.facts(of: id) {
        for (column, key) in leaf.keys.enumerated() where !(column == 0 && ownSection[index] != nil) {
          use(VariableType(key), Inference.Value(fact.keys[column]))
        }
        if leaf.hasValue { use(VariableType(leaf.type), fact.value) }
      }
    }
    for body in bodies {
      let atoms = body.when.atoms + body.unless.flatMap(\.atoms)
      for atom in atoms {
        let leaf = shape[atom.leaf]
        let types = leaf.keys.map(VariableType.init) + (leaf.hasValue ? [VariableType(leaf.type)] : [])
        for (column, (term, type)) in zip(atom.keys + [atom.value], types).enumerated() {
          switch term {
          case .constant(let value): use(type, value)
          case .any: if column == 0, ownSection[atom.leaf.index] != nil { free(type) }
          case .variable(let variable):
            guard column == 0, ownSection[atom.leaf.index] != nil else { continue }
            let isJoined = atoms.contains { other in
              (other.keys.enumerated().contains {
                $0.element == term && !($0.offset == 0 && ownSection[other.leaf.index] != nil)
              }
                || other.value == .variable(variable))
            }
            if !isJoined { free(type) }
          }
        }
      }
      for test in body.when.tests + body.unless.flatMap(\.tests) {
        // An id in a comparison may be one of any kind that its variable has.
        for case .constant(let value) in test.code {
          for kind in isUsed.indices where isUsed[kind].indices.contains(Int(clamping: value)) {
            isUsed[kind][Int(value)] = true
          }
        }
      }
    }
    for rule in pack.rules {
      for head in rule.clause.heads {
        let leaf = shape[head.leaf]
        for (key, type) in zip(head.keys, leaf.keys) {
          if case .constant(let value) = key { use(VariableType(type), value) }
        }
        if leaf.hasValue, head.value.code.count == 1, case .constant(let value)? = head.value.code.first {
          use(VariableType(leaf.type), value)
        }
      }
    }
    for (number, kind) in shape.kinds.enumerated() where !isFree[number] {
      guard let entry = shape.entryLeaf(of: KindID(number)) else { continue }
      for id in isUsed[number].indices where !isUsed[number][id] {
        guard let span = pack.span(ofFactAt: entry, [id]), isOwn(span) else { continue }
        report(
          "unused-id", "nothing refers to the \(kind.name) `\(pack.vocabulary.id(id, of: KindID(number)))`",
          at: span, help: "take it away, or refer to it")
      }
    }
  }
}
