/// What changes may move on the way to a goal: the leaves, and the clauses that may conclude something there.
struct GoalFlow: Sendable {
  /// By leaf, whether the goal depends on it and a change may move it.
  private(set) var isDynamic: [Bool]
  /// By clause, whether it reads something dynamic, and what it reads besides is there.
  private(set) var isLive: [Bool]

  init(_ outcome: Outcome, goal: Clause, moving: Set<LeafID>) {
    let frozen = outcome.frozen
    let needed = frozen.leaves(neededBy: goal)
    isDynamic = needed.indices.map { needed[$0] && moving.contains(LeafID($0)) }
    isLive = Array(repeating: false, count: frozen.clauses.count)
    let clauses = frozen.clauses.indices.filter { clause in
      frozen.clauses[clause].heads.contains { needed[$0.leaf.index] }
    }
    let ranks = frozen.leaves.indices.filter { needed[$0] }.compactMap { index in
      if case .rank(let terms) = frozen.leaves[index].holds { (index: index, terms: terms) } else { nil }
    }
    // How many atoms were asked about, of a clause that was found dead.
    var asked: [Int: Int] = [:]
    var isChanged = true
    while isChanged {
      isChanged = false
      for number in clauses where !isLive[number] {
        let clause = frozen.clauses[number]
        guard clause.atoms.contains(where: isMoved) else { continue }
        let still = clause.when.atoms.filter { !isMoved($0) }
        guard asked[number] != still.count else { continue }
        asked[number] = still.count
        guard GoalFlow.mayHold(still, clause, outcome) else { continue }
        isLive[number] = true
        for head in clause.heads where needed[head.leaf.index] && !isDynamic[head.leaf.index] {
          isDynamic[head.leaf.index] = true
          isChanged = true
        }
      }
      for rank in ranks where !isDynamic[rank.index] {
        guard rank.terms.contains(where: { isDynamic[$0.leaf.index] }) else { continue }
        isDynamic[rank.index] = true
        isChanged = true
      }
    }
  }

  func isMoved(_ atom: Atom) -> Bool { isDynamic[atom.leaf.index] }

  /// Whether what no change moves lets a clause fire.
  private static func mayHold(_ atoms: [Atom], _ clause: Clause, _ outcome: Outcome) -> Bool {
    guard !atoms.isEmpty else { return true }
    var condition = Condition(atoms: atoms)
    let bound = condition.binds
    condition.tests = clause.when.tests.filter { $0.uses.isSubset(of: bound) }
    let query = Query(variables: clause.variables, condition: condition)
    return outcome.holds(outcome.frozen.prepared(query))
  }
}
