package import Inference
import SourceTree

/// The declared tree: every pack, profile, rule, test and report is checked against it.
package struct Shape: Sendable {
  package internal(set) var kinds: [Kind]
  package internal(set) var nodes: [ShapeNode]
  /// In the order of their paths.
  package internal(set) var leaves: [ShapeLeaf]
  /// The words of all leaves, sorted; a word is its index here.
  package internal(set) var words: [String]
  private let wordIndex: [String: Int]

  package static let root = 0
  package static let profile = "profile"

  init(kinds: [Kind], nodes: [ShapeNode], leaves: [ShapeLeaf]) {
    self.kinds = kinds
    self.nodes = nodes
    self.leaves = leaves
    var all: Set<String> = []
    for leaf in leaves {
      if case .words(let words) = leaf.type { all.formUnion(words) }
    }
    words = all.sorted()
    wordIndex = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
  }

  package subscript(leaf: LeafID) -> ShapeLeaf { leaves[leaf.index] }

  package func word(_ text: String) -> Value? {
    wordIndex[text].map(Value.init)
  }

  /// The node of a section, for example of `skills`.
  package func section(_ name: String) -> Int? {
    guard case .record(let fields) = nodes[Shape.root].content else { return nil }
    return fields[name]
  }

  package func kind(named name: String) -> KindID? {
    kinds.firstIndex { $0.name == name }.map(KindID.init)
  }

  /// Whether a leaf belongs to what the person states.
  package func isProfile(_ leaf: LeafID) -> Bool {
    self[leaf].path == Shape.profile || self[leaf].path.hasPrefix(Shape.profile + ".")
  }

  /// The leaf `section.$kind.name` with the names of a kind's ids.
  package func nameLeaf(of kind: KindID) -> LeafID? {
    guard let fields = entryFields(of: kind), let field = fields["name"],
      case .leaf(let leaf) = nodes[field].content, self[leaf].type == .text, case .one = self[leaf].holds
    else { return nil }
    return leaf
  }

  /// The leaf of the entries of a kind's section, which are its ids.
  package func entryLeaf(of kind: KindID) -> LeafID? {
    guard let section = section(kinds[kind.index].section),
      case .map(_, _, let entry) = nodes[section].content
    else { return nil }
    return entry
  }

  /// The fields of the records in a kind's section.
  package func entryFields(of kind: KindID) -> [String: Int]? {
    guard let section = section(kinds[kind.index].section),
      case .map(_, let value, _) = nodes[section].content,
      case .record(let fields) = nodes[value].content
    else { return nil }
    return fields
  }
}
