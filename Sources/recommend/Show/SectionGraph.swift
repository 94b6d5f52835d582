internal import Recommender

/// Which sections of the shape follow from which: the sections that rules conclude into, in an order in which each
/// comes after those that it follows from.
///
/// Rules are told by section and not one by one: a pack of eighty rules has some forty sections, and a rule is found in
/// the box of what it concludes. Lines that follow from others are left out.
struct SectionGraph {
  struct Node {
    let name: String
    /// Numbers of the rules that conclude into the section, in the order of their strata.
    let rules: [Int]
    /// Sections that its rules read and no rule concludes: the profile, what the pack states.
    let inputs: [String]
  }

  struct Edge: Hashable {
    let from: Int
    let to: Int
    /// Whether `to` reads `from` when it is complete, or through `unless`.
    let isComplete: Bool
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []

  init(_ index: PackIndex) {
    var rules: [String: [Int]] = [:]
    for (number, rule) in index.rules.enumerated() {
      for section in Set(rule.writes.map { index.leaves[$0.leaf].section }) {
        rules[section, default: []].append(number)
      }
    }
    let firstStratum = rules.mapValues { $0.compactMap { index.rules[$0].strata.first }.min() ?? 0 }
    let names = rules.keys.sorted { (firstStratum[$0] ?? 0, $0) < (firstStratum[$1] ?? 0, $1) }
    var numbers: [String: Int] = [:]
    for name in names { numbers[name] = numbers.count }
    var found: [Int: [Int: Bool]] = [:]
    for name in names {
      let own = (rules[name] ?? []).sorted {
        (index.rules[$0].strata.first ?? 0, index.rules[$0].name)
          < (index.rules[$1].strata.first ?? 0, index.rules[$1].name)
      }
      var inputs: Set<String> = []
      for rule in own {
        // A rule that concludes into several sections reads for all of them.
        for access in index.rules[rule].reads {
          let section = index.leaves[access.leaf].section
          guard let from = numbers[section], let to = numbers[name] else {
            inputs.insert(section)
            continue
          }
          if from != to { found[from, default: [:]][to] = (found[from]?[to] ?? false) || access.isComplete }
        }
      }
      nodes.append(Node(name: name, rules: own, inputs: inputs.sorted()))
    }
    edges = found.sorted { $0.key < $1.key }.flatMap { from, ends in
      ends.sorted { $0.key < $1.key }.map { Edge(from: from, to: $0.key, isComplete: $0.value) }
    }
    dropCircles()
    reduce()
  }

  /// Sections may follow from each other where their leaves do not: the line that closes a circle is left out.
  private mutating func dropCircles() {
    var next: [[Int]] = nodes.map { _ in [] }
    var kept: [Edge] = []
    for edge in edges.sorted(by: {
      ($0.to - $0.from < 0 ? 1 : 0, $0.from, $0.to) < ($1.to - $1.from < 0 ? 1 : 0, $1.from, $1.to)
    }) {
      if SectionGraph.reaches(edge.to, edge.from, next) { continue }
      next[edge.from].append(edge.to)
      kept.append(edge)
    }
    edges = kept
  }

  /// Leaves out each edge beside which there is a longer way.
  private mutating func reduce() {
    var next: [[Int]] = nodes.map { _ in [] }
    for edge in edges { next[edge.from].append(edge.to) }
    edges = edges.filter { edge in
      !next[edge.from].contains { $0 != edge.to && SectionGraph.reaches($0, edge.to, next) }
    }
  }

  private static func reaches(_ from: Int, _ to: Int, _ next: [[Int]]) -> Bool {
    var seen: Set<Int> = [from]
    var open = [from]
    while let node = open.popLast() {
      if node == to { return true }
      for other in next[node] where seen.insert(other).inserted { open.append(other) }
    }
    return false
  }

  /// By node, how many others stand before it on the longest way; what more follows from than it follows from itself
  /// stands as near to that as it can.
  var layers: [Int] {
    var layers = nodes.map { _ in 0 }
    var isChanged = true
    while isChanged {
      isChanged = false
      for edge in edges where layers[edge.to] <= layers[edge.from] {
        layers[edge.to] = layers[edge.from] + 1
        isChanged = true
      }
    }
    for node in nodes.indices.sorted(by: { (-layers[$0], $0) < (-layers[$1], $1) }) {
      let next = edges.filter { $0.from == node }
      guard let nearest = next.map({ layers[$0.to] }).min(),
        edges.count(where: { $0.to == node }) < next.count
      else { continue }
      layers[node] = nearest - 1
    }
    return layers
  }
}
