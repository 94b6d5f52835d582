import Inference
import SourceTree

/// Orders rules by what they read: Tarjan's strongly connected components over the leaves.
///
/// Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972).
struct StrataFromResolved {
  /// Why a leaf depends on another one.
  private struct Edge {
    let to: Int
    /// Nil for a rank, which follows from its siblings.
    let rule: Int?
    let isComplete: Bool
    let isUnless: Bool
  }

  private let shape: Shape
  private let rules: [ResolvedRule]
  private let clauses: [Clause]
  private var edges: [[Edge]]
  private var component: [Int]
  private var components: [[Int]] = []

  static func build(_ rules: [ResolvedRule], _ shape: Shape, findings: inout Findings) -> Strata {
    var builder = StrataFromResolved(rules, shape)
    builder.connect()
    builder.findComponents()
    builder.refuseCycles(&findings)
    return builder.strata()
  }

  private init(_ rules: [ResolvedRule], _ shape: Shape) {
    self.rules = rules
    self.shape = shape
    let entries = EntryLeaves(shape)
    clauses = rules.map { entries.completed($0.clause) }
    edges = Array(repeating: [], count: shape.leaves.count)
    component = Array(repeating: -1, count: shape.leaves.count)
  }

  private mutating func connect() {
    for (index, clause) in clauses.enumerated() {
      var reads: [Edge] = []
      for atom in clause.when.atoms {
        reads.append(
          Edge(
            to: atom.leaf.index, rule: index, isComplete: shape[atom.leaf].isReadWhenComplete,
            isUnless: false))
      }
      for atom in clause.unless.flatMap(\.atoms) {
        reads.append(Edge(to: atom.leaf.index, rule: index, isComplete: true, isUnless: true))
      }
      for head in Set(clause.heads.map(\.leaf.index)) { edges[head] += reads }
    }
    for (index, leaf) in shape.leaves.enumerated() {
      guard case .rank(let terms) = leaf.holds else { continue }
      edges[index] += terms.map { Edge(to: $0.leaf.index, rule: nil, isComplete: true, isUnless: false) }
    }
  }

  // MARK: Components

  /// An iterative Tarjan; a component comes after all that it depends on.
  private mutating func findComponents() {
    let count = edges.count
    var order = Array(repeating: -1, count: count)
    var low = Array(repeating: 0, count: count)
    var onStack = Array(repeating: false, count: count)
    var stack: [Int] = []
    var next = 0
    for root in 0..<count where order[root] < 0 {
      var work: [(leaf: Int, edge: Int)] = [(root, 0)]
      while let (leaf, edge) = work.last {
        if edge == 0 {
          (order[leaf], low[leaf]) = (next, next)
          next += 1
          stack.append(leaf)
          onStack[leaf] = true
        }
        if edge < edges[leaf].count {
          work[work.count - 1].edge += 1
          let to = edges[leaf][edge].to
          if order[to] < 0 {
            work.append((to, 0))
          } else if onStack[to] {
            low[leaf] = min(low[leaf], order[to])
          }
          continue
        }
        work.removeLast()
        if let parent = work.last?.leaf { low[parent] = min(low[parent], low[leaf]) }
        if low[leaf] == order[leaf] { close(leaf, &stack, &onStack) }
      }
    }
  }

  private mutating func close(_ leaf: Int, _ stack: inout [Int], _ onStack: inout [Bool]) {
    var members: [Int] = []
    while let top = stack.popLast() {
      onStack[top] = false
      component[top] = components.count
      members.append(top)
      if top == leaf { break }
    }
    components.append(members.sorted())
  }

  // MARK: Cycles

  /// A component may not read one of its own leaves in a way that needs it complete.
  private func refuseCycles(_ findings: inout Findings) {
    for members in components {
      guard let (from, edge) = forbidden(in: members) else { continue }
      let path = [(from, edge)] + self.path(from: edge.to, to: from)
      let rules = Set(path.compactMap(\.1.rule))
      let message =
        switch rules.count {
        case 0: "these ranks wait for each other"
        case 1: "this rule waits for itself"
        default: "these rules wait for each other"
        }
      findings.report(
        "cycle", message,
        at: path.lazy.compactMap(\.1.rule).first.map { self.rules[$0].span } ?? shape.leaves[from].span,
        help:
          "what a rule reads through `unless`, a default, or a sum, max, min or rank must be complete before it runs",
        notes: path.map { leaf, edge in
          (described(leaf, edge), edge.rule.map { self.rules[$0].span } ?? shape.leaves[leaf].span)
        })
    }
  }

  private func forbidden(in members: [Int]) -> (Int, Edge)? {
    for leaf in members {
      for edge in edges[leaf] where edge.isComplete && component[edge.to] == component[leaf] {
        return (leaf, edge)
      }
    }
    return nil
  }

  /// The shortest way from one leaf of a component to another.
  private func path(from start: Int, to goal: Int) -> [(Int, Edge)] {
    var cameBy: [Int: (Int, Edge)] = [:]
    var queue = [start]
    var seen: Set = [start]
    var index = 0
    while index < queue.count {
      let leaf = queue[index]
      index += 1
      if leaf == goal { break }
      for edge in edges[leaf] where component[edge.to] == component[leaf] && seen.insert(edge.to).inserted {
        cameBy[edge.to] = (leaf, edge)
        queue.append(edge.to)
      }
    }
    var path: [(Int, Edge)] = []
    var leaf = goal
    while leaf != start, let (previous, edge) = cameBy[leaf] {
      path.append((previous, edge))
      leaf = previous
    }
    return path.reversed()
  }

  private func described(_ leaf: Int, _ edge: Edge) -> String {
    let (concluded, read) = (shape.leaves[leaf].path, shape.leaves[edge.to].path)
    guard let rule = edge.rule else { return "`\(concluded)` ranks by `\(read)`" }
    let how =
      edge.isUnless ? " through `unless`" : edge.isComplete ? ", \(nature(of: edge.to))," : " in `when`"
    return "the rule `\(rules[rule].name)` reads `\(read)`\(how) and concludes `\(concluded)`"
  }

  /// Why reading a leaf needs it complete.
  private func nature(of leaf: Int) -> String {
    switch shape.leaves[leaf].holds {
    case .sum: "a sum"
    case .max: "a max"
    case .min: "a min"
    case .rank: "a rank"
    case .one, .set, .entry, .alias: "which has a default"
    }
  }

  // MARK: The order

  /// What does not depend on each other stands in one stratum, so that one run tells the failures of all of it; a
  /// recursive component has one of its own, behind the rules that begin it.
  private func strata() -> Strata {
    var result = Strata()
    let levels = levels()
    let count = (levels.max() ?? 0) + 1
    var plain: [Stratum] = Array(repeating: Stratum(clauses: []), count: count)
    var recursive: [Int: Stratum] = [:]
    for (rule, clause) in clauses.enumerated() {
      let reads = Set((clause.when.atoms + clause.unless.flatMap(\.atoms)).map { component[$0.leaf.index] })
      for (index, heads) in grouped(clause.heads, reads) {
        let id = ClauseID(result.clauses.count)
        var part = clause
        part.heads = heads
        result.clauses.append((rule, part))
        if let index {
          recursive[index, default: Stratum(clauses: [], isRecursive: true)].clauses.append(id)
        } else if let first = heads.map({ levels[component[$0.leaf.index]] }).min() {
          // It runs with the first of its conclusions: all that it reads is complete by then.
          plain[first].clauses.append(id)
        }
      }
    }
    for (index, leaf) in shape.leaves.enumerated() {
      if case .rank = leaf.holds { plain[levels[component[index]]].ranks.append(LeafID(index)) }
    }
    for level in 0..<count {
      if !plain[level].clauses.isEmpty || !plain[level].ranks.isEmpty { result.strata.append(plain[level]) }
      result.strata += recursive.filter { levels[$0.key] == level }.sorted { $0.key < $1.key }.map(\.value)
    }
    return result
  }

  /// By component, how many others must be complete one after the other before it.
  private func levels() -> [Int] {
    var levels = Array(repeating: 0, count: components.count)
    for (index, members) in components.enumerated() {
      for edge in members.flatMap({ edges[$0] }) where component[edge.to] != index {
        levels[index] = max(levels[index], levels[component[edge.to]] + 1)
      }
    }
    return levels
  }

  /// The conclusions of a clause by the component in which the clause is recursive; nil for all others.
  private func grouped(_ heads: [Head], _ reads: Set<Int>) -> [(component: Int?, heads: [Head])] {
    var groups: [(component: Int?, heads: [Head])] = []
    for head in heads {
      let own = component[head.leaf.index]
      let key = reads.contains(own) ? own : nil
      if let known = groups.firstIndex(where: { $0.component == key }) {
        groups[known].heads.append(head)
      } else {
        groups.append((key, [head]))
      }
    }
    return groups
  }
}
