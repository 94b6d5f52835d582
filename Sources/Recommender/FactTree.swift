import Inference
import RuleLanguage

/// The derived part of the tree, in the words of the shape: records and maps as objects, sets as sorted lists.
struct FactTree {
  private indirect enum Node {
    case object([String: Node])
    case members(Set<String>)
    case value(Value)
  }

  private let answer: Answer
  private let printer: ValuePrinter
  private var root: [String: Node] = [:]

  static func of(_ answer: Answer) -> Value {
    var tree = FactTree(answer)
    for leaf in derivedLeaves(of: answer.pack) { tree.add(leaf) }
    return tree.value(.object(tree.root))
  }

  /// What a profile states, as a profile is written.
  static func profile(_ facts: [Fact], _ answer: Answer) -> Value {
    var tree = FactTree(answer)
    for fact in facts { tree.add([fact], of: fact.leaf) }
    guard case .object(let profile)? = tree.root[Shape.profile] else { return .object([]) }
    return tree.value(.object(profile))
  }

  private init(_ answer: Answer) {
    self.answer = answer
    printer = answer.printer(answer.locales[0])
  }

  private mutating func add(_ leaf: LeafID) {
    add(facts(of: leaf, answer.pack.shape[leaf]), of: leaf)
  }

  private mutating func add(_ facts: [Fact], of leaf: LeafID) {
    let declared = answer.pack.shape[leaf]
    for fact in facts {
      let path = printer.parts(leaf, fact.keys)
      switch declared.holds {
      case .entry: FactTree.insert(.object([:]), at: path[...], into: &root)
      case .set:
        guard let member = path.last else { continue }
        FactTree.insert(.members([member]), at: path.dropLast(), into: &root)
      case .one, .sum, .max, .min, .rank:
        FactTree.insert(
          .value(printer.data(fact.value, VariableType(declared.type))), at: path[...], into: &root)
      case .alias: continue
      }
    }
  }

  /// The leaves that follow from rules. An entry that only holds other conclusions shows in their paths.
  static func derivedLeaves(of pack: CompiledPack) -> [LeafID] {
    let concludedEntries = Set(pack.rules.flatMap { $0.clause.heads.map(\.leaf) })
    return pack.shape.leaves.indices.map(LeafID.init).filter { leaf in
      switch pack.shape[leaf].holds {
      case .rank: !pack.shape.isProfile(leaf)
      case .entry: concludedEntries.contains(leaf)
      case .one, .set, .sum, .max, .min, .alias: pack.isConcluded[leaf.index]
      }
    }
  }

  /// What is stored; for a total leaf, a fact for each of its keys, or where there are very many, for those under
  /// which its map has an entry.
  private func facts(of leaf: LeafID, _ declared: ShapeLeaf) -> [Fact] {
    guard let fallback = declared.fallback else { return answer.model.facts(of: leaf) }
    if answer.pack.hasManyKeys(declared) {
      guard let entries = answer.pack.entryLeaf(over: declared) else { return answer.model.facts(of: leaf) }
      return answer.model.facts(of: entries).map { fact(of: leaf, fallback, $0.keys) }
    }
    var keys: [[Int]] = [[]]
    for type in declared.keys {
      guard case .kind(let kind) = type else { return [] }
      keys = keys.flatMap { prefix in (0..<answer.pack.vocabulary.count(of: kind)).map { prefix + [$0] } }
    }
    return keys.map { fact(of: leaf, fallback, $0) }
  }

  private func fact(of leaf: LeafID, _ fallback: Inference.Value, _ keys: [Int]) -> Fact {
    Fact(leaf: leaf, keys: keys, value: answer.model.value(leaf, keys) ?? fallback)
  }

  private static func insert(_ node: Node, at path: ArraySlice<String>, into tree: inout [String: Node]) {
    guard let name = path.first else { return }
    if path.count > 1 {
      var inner: [String: Node] = [:]
      if case .object(let known)? = tree[name] { inner = known }
      // Taken out first, so that the dictionary is changed in place.
      tree[name] = nil
      insert(node, at: path.dropFirst(), into: &inner)
      tree[name] = .object(inner)
    } else if case .members(let new) = node, case .members(let known)? = tree[name] {
      tree[name] = .members(known.union(new))
    } else if case .object = node, tree[name] != nil {
      return
    } else {
      tree[name] = node
    }
  }

  private func value(_ node: Node) -> Value {
    switch node {
    case .value(let value): value
    case .members(let members): .list(members.sorted().map(Value.text))
    case .object(let fields):
      .object(fields.sorted { $0.key < $1.key }.map { Value.Field($0.key, value($0.value)) })
    }
  }
}
