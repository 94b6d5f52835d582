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

  private let pack: ResolvedPack
  private let clauses: [Clause]
  private var edges: [[Edge]]
  private var component: [Int]
  private var components: [[Int]] = []

  static func build(_ pack: ResolvedPack, findings: inout Findings) -> Strata {
    var builder = StrataFromResolved(pack)
    builder.connect()
    builder.findComponents()
    builder.refuseCycles(&findings)
    return builder.strata()
  }

  private init(_ pack: ResolvedPack) {
    self.pack = pack
    let entries = EntryLeaves(pack.shape)
    clauses = pack.rules.map { entries.completed($0.clause) }
    edges = Array(repeating: [], count: pack.shape.leaves.count)
    component = Array(repeating: -1, count: pack.shape.leaves.count)
  }

  private mutating func connect() {
    for (index, clause) in clauses.enumerated() {
      var reads: [Edge] = []
      for atom in clause.when.atoms {
        reads.append(
          Edge(
            to: atom.leaf.index, rule: index, isComplete: pack.shape[atom.leaf].isReadWhenComplete,
            isUnless: false))
      }
      for atom in clause.unless.flatMap(\.atoms) {
        reads.append(Edge(to: atom.leaf.index, rule: index, isComplete: true, isUnless: true))
      }
      for head in Set(clause.heads.map(\.leaf.index)) { edges[head] += reads }
    }
    for (index, leaf) in pack.shape.leaves.enumerated() {
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
        at: path.lazy.compactMap(\.1.rule).first.map { pack.rules[$0].span } ?? pack.shape.leaves[from].span,
        help:
          "what a rule reads through `unless`, a default, or a sum, max, min or rank must be complete before it runs",
        notes: path.map { leaf, edge in
          (described(leaf, edge), edge.rule.map { pack.rules[$0].span } ?? pack.shape.leaves[leaf].span)
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
    let (concluded, read) = (pack.shape.leaves[leaf].path, pack.shape.leaves[edge.to].path)
    guard let rule = edge.rule else { return "`\(concluded)` ranks by `\(read)`" }
    let how =
      edge.isUnless ? " through `unless`" : edge.isComplete ? ", \(nature(of: edge.to))," : " in `when`"
    return "the rule `\(pack.rules[rule].name)` reads `\(read)`\(how) and concludes `\(concluded)`"
  }

  /// Why reading a leaf needs it complete.
  private func nature(of leaf: Int) -> String {
    switch pack.shape.leaves[leaf].holds {
    case .sum: "a sum"
    case .max: "a max"
    case .min: "a min"
    case .rank: "a rank"
    case .one, .set, .entry, .alias: "which has a default"
    }
  }

  // MARK: The order

  private func strata() -> Strata {
    var result = Strata()
    var scheduled: [[Int]] = Array(repeating: [], count: components.count)
    var isRecursive = Array(repeating: false, count: components.count)
    for (rule, clause) in clauses.enumerated() {
      let reads = Set((clause.when.atoms + clause.unless.flatMap(\.atoms)).map { component[$0.leaf.index] })
      let recursive = clause.heads.filter { reads.contains(component[$0.leaf.index]) }
      let plain = clause.heads.filter { !reads.contains(component[$0.leaf.index]) }
      for (_, heads) in Dictionary(grouping: recursive, by: { component[$0.leaf.index] }).sorted(by: {
        $0.key < $1.key
      }) {
        add(clause, heads, of: rule, to: &result, &scheduled)
        isRecursive[component[heads[0].leaf.index]] = true
      }
      if !plain.isEmpty { add(clause, plain, of: rule, to: &result, &scheduled) }
    }
    for (index, members) in components.enumerated() {
      let ranks = members.filter { if case .rank = pack.shape.leaves[$0].holds { true } else { false } }
      if scheduled[index].isEmpty && ranks.isEmpty { continue }
      result.strata.append(
        Stratum(
          clauses: scheduled[index].map(ClauseID.init), ranks: ranks.map(LeafID.init),
          isRecursive: isRecursive[index]))
    }
    return result
  }

  /// A clause runs with the first of its conclusions: all that it reads is complete by then.
  private func add(
    _ clause: Clause, _ heads: [Head], of rule: Int, to result: inout Strata, _ scheduled: inout [[Int]]
  ) {
    var clause = clause
    clause.heads = heads
    guard let first = heads.map({ component[$0.leaf.index] }).min() else { return }
    scheduled[first].append(result.clauses.count)
    result.clauses.append((rule, clause))
  }
}
