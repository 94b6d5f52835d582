package import Inference

/// Whoever concludes something below a map also concludes that the map has an entry there.
package struct EntryLeaves {
  /// By leaf, the entry leaves of the maps above it with the number of keys of each.
  private var above: [[(entry: LeafID, keys: Int)]]

  package init(_ shape: Shape) {
    above = Array(repeating: [], count: shape.leaves.count)
    walk(Shape.root, [], shape)
  }

  private mutating func walk(_ node: Int, _ entries: [(entry: LeafID, keys: Int)], _ shape: Shape) {
    switch shape.nodes[node].content {
    case .record(let fields): for field in fields.values { walk(field, entries, shape) }
    case .map(_, let value, let entry):
      above[entry.index] = entries
      walk(value, entries + [(entry, shape[entry].keys.count)], shape)
    case .leaf(let leaf): above[leaf.index] = entries
    }
  }

  /// The entries that hold where a fact does.
  package func facts(over fact: Fact) -> [Fact] {
    above[fact.leaf.index].map { entry, keys in Fact(leaf: entry, keys: Array(fact.keys.prefix(keys))) }
  }

  func completed(_ clause: Clause) -> Clause {
    var clause = clause
    var seen = Set(clause.heads)
    for head in clause.heads {
      for (entry, keys) in above[head.leaf.index] {
        let added = Head(leaf: entry, keys: Array(head.keys.prefix(keys)))
        if seen.insert(added).inserted { clause.heads.append(added) }
      }
    }
    return clause
  }
}
