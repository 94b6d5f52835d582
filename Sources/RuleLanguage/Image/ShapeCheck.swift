import Inference

/// Whether a shape that was read from an image is a tree whose leaves are those that it says.
struct ShapeCheck {
  private let shape: Shape

  static func isSound(_ shape: Shape) -> Bool {
    let check = ShapeCheck(shape: shape)
    return check.isTree && shape.leaves.allSatisfy(check.isSound) && check.isSound(Shape.root, [])
  }

  /// Nodes stand behind the node that they belong to, and belong to one: who walks down comes to an end.
  private var isTree: Bool {
    var seen: Set<Int> = [Shape.root]
    for (index, node) in shape.nodes.enumerated() {
      for child in children(of: node) {
        guard child > index, child < shape.nodes.count, seen.insert(child).inserted else { return false }
      }
    }
    guard case .record? = shape.nodes.first?.content else { return false }
    return true
  }

  private func children(of node: ShapeNode) -> [Int] {
    switch node.content {
    case .record(let fields): Array(fields.values)
    case .map(_, let value, _): [value]
    case .leaf: []
    }
  }

  /// Whether the leaves below a node have the keys of the maps above them.
  private func isSound(_ index: Int, _ keys: [KeyType]) -> Bool {
    guard keys.count < 64 else { return false }
    switch shape.nodes[index].content {
    case .record(let fields): return fields.values.allSatisfy { isSound($0, keys) }
    case .map(let kind, let value, let entry):
      let inside = keys + [.kind(kind)]
      guard isLeaf(entry), shape[entry].keys == inside, case .entry = shape[entry].holds else { return false }
      return isSound(value, inside)
    case .leaf(let leaf):
      guard isLeaf(leaf) else { return false }
      switch shape[leaf].holds {
      case .set: return shape[leaf].keys.dropLast() == keys[...] && !shape[leaf].keys.isEmpty
      case .one, .sum, .max, .min, .alias, .rank: return shape[leaf].keys == keys
      case .entry: return false
      }
    }
  }

  private func isSound(_ leaf: ShapeLeaf) -> Bool {
    guard leaf.keys.allSatisfy({ isKind($0) }), leaf.fallback == nil || leaf.hasValue else { return false }
    if case .id(let kind) = leaf.type, kind.index >= shape.kinds.count { return false }
    switch leaf.holds {
    case .rank(let terms):
      return leaf.type == .number
        && terms.allSatisfy { isLeaf($0.leaf) && shape[$0.leaf].hasValue && shape[$0.leaf].keys == leaf.keys }
    case .sum, .max, .min: return leaf.type == .number
    case .one, .set, .entry, .alias: return true
    }
  }

  private func isLeaf(_ leaf: LeafID) -> Bool { leaf.index < shape.leaves.count }

  private func isKind(_ key: KeyType) -> Bool {
    switch key {
    case .kind(let kind): kind.index < shape.kinds.count
    case .text: true
    }
  }
}
