/// A program in which every change is possible at once: which rules may fire, and at which places.
///
/// Of what the choices influence (the dynamic leaves) it keeps places and forgets values, except values that serve as
/// keys elsewhere, which become a key. What no choice influences stands as in the outcome of the profile as it is. So
/// whatever holds under some changes has a counterpart here, and the matches of its clauses are the only ones that can
/// come about: the ground program that `Network` weighs.
struct Relaxation {
  enum Problem: Error {
    /// A value that serves as a key has no bounds, or is computed.
    case unbounded
    case limit
  }

  let frozen: FrozenProgram
  let outcome: Outcome
  let choices: [Choice]
  let goal: Clause
  /// Leaves of the profile that may hold anything.
  let free: Set<LeafID>
  /// By leaf, whether the goal depends on it and a choice may influence it.
  private(set) var isDynamic: [Bool]
  /// By leaf, whether its value is a key here.
  private(set) var isKeyed: [Bool]
  /// The clauses that conclude dynamic leaves, in the order in which they run, by stratum.
  private(set) var strata: [(clauses: [ClauseID], ranks: [LeafID], isRecursive: Bool)] = []
  private(set) var relaxed: Outcome
  /// By leaf that always reads as something, the leaf of the relaxed program that tells where something may be stated or
  /// concluded: for atoms that a default does not match.
  private var written: [LeafID: LeafID] = [:]

  /// - Parameter goal: a clause without heads.
  init(
    _ outcome: Outcome, _ choices: [Choice], goal: Clause, free: Set<LeafID> = []
  ) throws(Problem) {
    frozen = outcome.frozen
    self.outcome = outcome
    self.choices = choices
    self.goal = goal
    self.free = free
    relaxed = outcome
    isKeyed = Array(repeating: false, count: frozen.leaves.count)
    isDynamic = Relaxation.dynamic(frozen, choices, free, needed: frozen.leaves(neededBy: goal))
    strata = frozen.strata.map { stratum in
      var seen: Set<ClauseID> = []
      let clauses = stratum.runs.map(\.clause).filter { clause in
        seen.insert(clause).inserted
          && frozen.clauses[clause.index].heads.contains { isDynamic[$0.leaf.index] }
      }
      return (clauses, stratum.ranks.filter { isDynamic[$0.index] }, stratum.isRecursive)
    }
    try findKeyed()
    for index in frozen.leaves.indices where isDynamic[index] && !isKeyed[index] {
      guard frozen.leaves[index].fallback != nil else { continue }
      written[LeafID(index)] = LeafID(frozen.leaves.count + written.count)
    }
    relaxed = try evaluate()
  }

  // MARK: What takes part

  private static func dynamic(
    _ frozen: FrozenProgram, _ choices: [Choice], _ free: Set<LeafID>, needed: [Bool]
  ) -> [Bool] {
    var dynamic = Array(repeating: false, count: frozen.leaves.count)
    for leaf in free { dynamic[leaf.index] = true }
    for choice in choices {
      for fact in choice.stated + choice.options.flatMap(\.facts) { dynamic[fact.leaf.index] = true }
    }
    var isChanged = true
    while isChanged {
      isChanged = false
      for clause in frozen.clauses where clause.reads.contains(where: { dynamic[$0.index] }) {
        for head in clause.heads where !dynamic[head.leaf.index] {
          dynamic[head.leaf.index] = true
          isChanged = true
        }
      }
      for (index, leaf) in frozen.leaves.enumerated() where !dynamic[index] {
        guard case .rank(let terms) = leaf.holds, terms.contains(where: { dynamic[$0.leaf.index] }) else {
          continue
        }
        dynamic[index] = true
        isChanged = true
      }
    }
    return zip(dynamic, needed).map { $0 && $1 }
  }

  // MARK: Values that are keys

  /// The clauses that take part, and the goal.
  var clauses: [Clause] { strata.flatMap(\.clauses).map { frozen.clauses[$0.index] } + [goal] }

  private mutating func findKeyed() throws(Problem) {
    let clauses = clauses
    var isChanged = true
    while isChanged {
      isChanged = false
      for clause in clauses {
        var keys = clause.heads.flatMap(\.keys)
        let atoms = clause.atoms
        for atom in atoms { keys += atom.keys }
        var variables = Set(keys.compactMap(\.variable))
        for head in clause.heads where isKeyed[head.leaf.index] { variables.formUnion(head.value.variables) }
        for atom in atoms where isDynamic[atom.leaf.index] && !isKeyed[atom.leaf.index] {
          guard let variable = atom.value.variable, variables.contains(variable) else { continue }
          guard frozen.leaves[atom.leaf.index].holds == .one, keyedSize(atom.leaf) != nil else {
            throw .unbounded
          }
          isKeyed[atom.leaf.index] = true
          isChanged = true
        }
      }
    }
    for stratum in strata {
      for rank in stratum.ranks {
        // A rank weighs values, of which a key tells none.
        guard case .rank(let terms) = frozen.leaves[rank.index].holds else { continue }
        if terms.contains(where: { isKeyed[$0.leaf.index] }) { throw .unbounded }
      }
    }
  }

  /// How many values a leaf may hold, if they are few enough to number a key.
  private func keyedSize(_ leaf: LeafID) -> Int? {
    let leaf = frozen.leaves[leaf.index]
    guard let bounds = leaf.bounds, bounds.lowerBound >= 0, bounds.upperBound < Value(Int32.max) else {
      return nil
    }
    let size = Int(bounds.upperBound) + 1
    return leaf.packedBits + Leaf.bits(for: size) <= 63 ? size : nil
  }

  // MARK: Clauses

  /// An atom that takes part: a dynamic one without a value, but for values that are keys.
  ///
  /// - Parameter tests: what is asked of its value besides.
  func relaxed(_ atom: Atom, _ tests: [Expression], _ variables: inout Int) -> Atom {
    guard isDynamic[atom.leaf.index] else { return atom }
    var leaf = atom.leaf
    if let written = written[leaf], let fallback = frozen.leaves[leaf.index].fallback,
      !Relaxation.mayMatch(atom.value, fallback, tests)
    {
      leaf = written
    }
    var keys = atom.keys
    if isKeyed[atom.leaf.index] { keys.append(atom.value) }
    for column in keys.indices where keys[column] == .any {
      keys[column] = .variable(variables)
      variables += 1
    }
    return Atom(leaf: leaf, keys: keys)
  }

  /// Whether a value matches a term, as far as tests that are about it alone tell.
  private static func mayMatch(_ term: Term, _ value: Value, _ tests: [Expression]) -> Bool {
    switch term {
    case .any: return true
    case .constant(let constant): return constant == value
    case .variable(let variable):
      let frame = Array(repeating: Interval(value), count: variable + 1)
      var scratch: [Interval] = []
      return tests.allSatisfy { test in
        guard test.uses.contains(variable), test.uses.allSatisfy({ $0 == variable }) else { return true }
        return IntervalExpression(test).value(frame, &scratch) != .no
      }
    }
  }

  private func relaxed(_ clause: Clause) throws(Problem) -> Clause {
    let pattern = GroundPattern(clause, self)
    var heads: [Head] = []
    for head in clause.heads where isDynamic[head.leaf.index] {
      var keys = head.keys
      if isKeyed[head.leaf.index] {
        guard let value = head.value.term, !pattern.isOpen(value) else { throw .unbounded }
        keys.append(value)
      }
      guard !keys.contains(where: pattern.isOpen) else { throw .unbounded }
      for leaf in [head.leaf] + (written[head.leaf].map { [$0] } ?? []) {
        heads.append(Head(leaf: leaf, keys: keys, value: Expression(code: [.constant(1)])))
      }
    }
    return Clause(
      variables: pattern.variables, named: 0, when: pattern.when, unless: pattern.settledUnless, heads: heads)
  }

  /// A place of a rank is there if its terms may be; those that are total say nothing.
  private func rankClause(_ leaf: LeafID) -> Clause? {
    guard case .rank(let terms) = frozen.leaves[leaf.index].holds else { return nil }
    let sparse = terms.filter { frozen.leaves[$0.leaf.index].fallback == nil }
    guard !sparse.isEmpty else { return nil }
    let count = frozen.leaves[leaf.index].keys.count
    let keys = (0..<count).map { Term.variable($0) }
    var variables = count
    let atoms = sparse.map { relaxed(Atom(leaf: $0.leaf, keys: keys), [], &variables) }
    return Clause(
      variables: variables, named: 0, when: Condition(atoms: atoms),
      heads: [Head(leaf: leaf, keys: keys, value: Expression(code: [.constant(1)]))])
  }

  // MARK: Evaluation

  private func evaluate() throws(Problem) -> Outcome {
    var clauses: [Clause] = []
    var strata: [Stratum] = []
    for stratum in self.strata {
      let first = clauses.count
      for clause in stratum.clauses { clauses.append(try relaxed(frozen.clauses[clause.index])) }
      if clauses.count > first {
        strata.append(
          Stratum(clauses: (first..<clauses.count).map { ClauseID($0) }, isRecursive: stratum.isRecursive))
      }
      for rank in stratum.ranks {
        guard let clause = rankClause(rank) else { continue }
        strata.append(Stratum(clauses: [ClauseID(clauses.count)]))
        clauses.append(clause)
      }
    }
    let read = Set((self.clauses + clauses).flatMap(\.reads))
    var leaves: [Leaf] = []
    var rows: [FrozenRows] = []
    for index in frozen.leaves.indices {
      let leaf = LeafID(index)
      leaves.append(relaxedLeaf(leaf))
      let isRead = isDynamic[index] || read.contains(leaf)
      rows.append(isRead && !isDynamic[index] ? outcome.rows(of: leaf) : FrozenRows())
    }
    for (leaf, _) in written.sorted(by: { $0.value < $1.value }) {
      leaves.append(Leaf(keys: frozen.leaves[leaf.index].keys, holds: .member))
      rows.append(FrozenRows())
    }
    let program = Program(leaves: leaves, rows: rows, clauses: clauses, strata: strata)
    do {
      return try program.evaluate(try possibleFacts(), limits: outcome.limits)
    } catch {
      throw .limit
    }
  }

  private func relaxedLeaf(_ leaf: LeafID) -> Leaf {
    var relaxed = frozen.leaves[leaf.index]
    relaxed.bounds = nil
    relaxed.isWhole = false
    if !isDynamic[leaf.index] {
      if relaxed.holds != .member { relaxed.holds = .one }
      return relaxed
    }
    if isKeyed[leaf.index], let size = keyedSize(leaf) { relaxed.keys.append(size) }
    var isTotal = !isKeyed[leaf.index] && relaxed.fallback != nil
    if case .rank(let terms) = relaxed.holds {
      isTotal = terms.allSatisfy { frozen.leaves[$0.leaf.index].fallback != nil }
    }
    relaxed.holds = isTotal ? .one : .member
    relaxed.fallback = isTotal ? 1 : nil
    return relaxed
  }

  /// What pack, profile and choices may state in dynamic leaves, and defaults that are keys.
  private func possibleFacts() throws(Problem) -> [Fact] {
    var facts: Set<Fact> = []
    func insert(_ fact: Fact) {
      facts.insert(possible(fact))
      if let leaf = written[fact.leaf] { facts.insert(Fact(leaf: leaf, keys: fact.keys)) }
    }
    given.forEach(insert)
    for choice in choices {
      for fact in choice.stated + choice.options.flatMap(\.facts) where isDynamic[fact.leaf.index] {
        insert(fact)
      }
    }
    for index in frozen.leaves.indices where isDynamic[index] {
      let leaf = LeafID(index)
      let isFree = free.contains(leaf)
      guard isFree || isKeyed[index] && frozen.leaves[index].fallback != nil else { continue }
      for keys in try places(of: leaf) {
        guard isFree, isKeyed[index] else {
          insert(Fact(leaf: leaf, keys: keys, value: frozen.leaves[index].fallback ?? 1))
          continue
        }
        for value in 0..<(keyedSize(leaf) ?? 0) { facts.insert(Fact(leaf: leaf, keys: keys + [value])) }
      }
    }
    return facts.sorted { one, other in
      one.leaf != other.leaf ? one.leaf < other.leaf : one.keys.lexicographicallyPrecedes(other.keys)
    }
  }

  /// What pack and profile state in dynamic leaves, whatever is chosen.
  var given: [Fact] {
    let chosen = Set(choices.flatMap(\.stated))
    let pack = frozen.leaves.indices.filter { isDynamic[$0] }.flatMap { frozen.statedFacts(of: LeafID($0)) }
    return pack
      + outcome.stated.filter { isDynamic[$0.leaf.index] && !chosen.contains($0) }
  }

  private func possible(_ fact: Fact) -> Fact {
    Fact(leaf: fact.leaf, keys: isKeyed[fact.leaf.index] ? fact.keys + [Int(fact.value)] : fact.keys)
  }

  private static let maxPlaces = 200_000

  /// All places of a leaf, in order.
  func places(of leaf: LeafID) throws(Problem) -> [[Int]] {
    var places: [[Int]] = [[]]
    for size in frozen.leaves[leaf.index].keys {
      guard places.count * size <= Relaxation.maxPlaces else { throw .limit }
      places = places.flatMap { place in (0..<size).map { place + [$0] } }
    }
    return places
  }
}

extension Outcome {
  /// What is stated or concluded in a leaf, sorted.
  func rows(of leaf: LeafID) -> FrozenRows {
    let pack = frozen.pack[leaf.index]
    let added = store.relations[leaf.index].rows
    if added.count == 0 { return pack }
    let order = zip(Array(pack.keys) + added.keys, Array(pack.values) + added.values).sorted { $0.0 < $1.0 }
    return FrozenRows(keys: FlatArray(order.map(\.0)), values: FlatArray(order.map(\.1)))
  }
}

extension Expression {
  /// The term that it is, if it computes nothing.
  var term: Term? {
    guard code.count == 1 else { return nil }
    switch code[0] {
    case .constant(let value): return .constant(value)
    case .variable(let variable): return .variable(variable)
    default: return nil
    }
  }
}
