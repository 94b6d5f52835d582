/// Builds a frozen program: plans, which ask for indexes, then the indexes.
struct Freezer {
  let leaves: [Leaf]
  let packings: [Packing]
  let facts: FrozenFacts
  private(set) var packChains: [FrozenChains] = []
  private(set) var planner: Planner
  private(set) var rules: [Rule] = []
  private(set) var targets: [Target] = []
  private(set) var isBound: [Bool] = []
  private(set) var projections: [Slot] = []
  private(set) var distinctWidths: [Int] = []
  private(set) var strata: [FrozenStratum] = []
  private(set) var writers: [[Writer]]
  private(set) var queries: [PlannedQuery] = []
  let clauses: [Clause]

  /// - Parameter chains: indexes that are there already; those that are missing are built.
  init(
    leaves: [Leaf], packings: [Packing], facts: FrozenFacts, chains: [Index: FrozenChains] = [:],
    clauses: [Clause], strata: [Stratum], queries: [Query]
  ) {
    self.leaves = leaves
    self.clauses = clauses
    self.packings = packings
    self.facts = facts
    writers = Array(repeating: [], count: leaves.count)
    var pool = ConstantPool()
    for clause in clauses {
      pool.collect(clause)
    }
    for query in queries {
      pool.collect(query)
    }
    planner = Planner(
      leaves: leaves, packings: packings,
      expectedRows: Freezer.expectedRows(leaves, facts, clauses), pool: pool, catalog: IndexCatalog())
    checkClauses()
    checkValues()
    for clause in clauses.indices {
      addRule(ClauseID(clause))
    }
    for stratum in strata {
      add(stratum)
    }
    var stratumOfClause = Array(repeating: strata.count, count: clauses.count)
    for (number, stratum) in strata.enumerated().reversed() {
      for clause in stratum.clauses { stratumOfClause[clause.index] = number }
    }
    for clause in clauses.indices {
      addWriters(ClauseID(clause), stratum: stratumOfClause[clause])
    }
    self.queries = queries.map { plan($0) }
    planner.catalog.complete()
    packChains = planner.catalog.indexes.map {
      chains[$0] ?? FrozenChains($0, of: facts.rows[$0.leaf.index])
    }
  }

  /// What the pack states, and a guess at what a profile states and clauses conclude.
  private static func expectedRows(_ leaves: [Leaf], _ facts: FrozenFacts, _ clauses: [Clause]) -> [Double] {
    let stated = facts.counts
    var isWritten = Array(repeating: false, count: leaves.count)
    for clause in clauses {
      for head in clause.heads { isWritten[head.leaf.index] = true }
    }
    return leaves.indices.map { leaf in
      let capacity = leaves[leaf].keys.reduce(1) { $0 * Double($1) }
      if case .rank = leaves[leaf].holds { return min(capacity, 64) }
      if isWritten[leaf] { return min(capacity, stated[leaf] + 64) }
      return stated[leaf] > 0 ? stated[leaf] : min(capacity, 8)
    }
  }

  // MARK: Clauses

  private mutating func addRule(_ id: ClauseID) {
    let clause = clauses[id.index]
    let variables = Question(
      variables: clause.variables, when: clause.when, unless: clause.unless, goal: .conclude
    ).allVariables
    let bound = clause.when.binds
    let firstBound = isBound.count
    isBound += (0..<clause.variables).map { bound.contains($0) }
    let firstTarget = targets.count
    for head in clause.heads {
      addTarget(head, of: id, variables: variables)
    }
    let counted = clause.countedVariables
    let firstProjection = projections.count
    projections += counted.map { planner.code.slot(ofVariable: $0) }
    var distinct: Int?
    let sums = clause.heads.contains { leaves[$0.leaf.index].holds == .sum }
    if sums, !isDetermined(clause, by: counted) {
      distinct = distinctWidths.count
      distinctWidths.append(projections.count - firstProjection)
    }
    rules.append(
      Rule(
        variables: clause.variables, targets: Extent(firstTarget..<targets.count),
        isBound: Extent(firstBound..<isBound.count), projection: Extent(firstProjection..<projections.count),
        distinct: distinct))
  }

  private mutating func addTarget(_ head: Head, of clause: ClauseID, variables: Int) {
    let leaf = leaves[head.leaf.index]
    let keys = planner.columns(of: head)
    var code = Extent.none
    var value: Slot?
    if leaf.holds != .member {
      let result = planner.value(of: head.value, variables: variables)
      code = result.code
      value = result.slot
    }
    targets.append(
      Target(
        clause: clause, leaf: head.leaf, keys: keys, code: code, value: value,
        bounds: leaf.bounds ?? -Value.max...Value.max,
        isWhole: leaf.isWhole))
  }

  /// Whether there is one instance at most for each binding of these variables: each row that takes part is known
  /// by its keys.
  private func isDetermined(_ clause: Clause, by variables: VariableSet) -> Bool {
    guard !clause.when.atoms.contains(where: { $0.keys.contains(.any) }) else { return false }
    return clause.when.atoms.determined(by: variables) != nil
  }

  private func question(of clause: Clause, _ goal: Step.Kind, _ target: Int) -> Question {
    var question = Question(
      variables: clause.variables, when: clause.when, unless: clause.unless, goal: goal, target: target)
    let sums = clause.heads.contains { leaves[$0.leaf.index].holds == .sum }
    question.relevant = sums ? clause.countedVariables : clause.headVariables
    return question
  }

  private mutating func add(_ stratum: Stratum) {
    var written: Set<LeafID> = []
    for clause in stratum.clauses {
      written.formUnion(clauses[clause.index].heads.map(\.leaf))
    }
    var runs: [FrozenStratum.Run] = []
    var rounds: [FrozenStratum.Run] = []
    for id in stratum.clauses {
      let clause = clauses[id.index]
      var question = question(of: clause, .conclude, id.index)
      let leaves = Set(clause.heads.map(\.leaf)).sorted()
      runs.append(FrozenStratum.Run(clause: id, plan: planner.plan(question), written: leaves, delta: nil))
      guard stratum.isRecursive else { continue }
      question.recursive = written
      for atom in question.when.atoms.indices where written.contains(question.when.atoms[atom].leaf) {
        question.delta = atom
        rounds.append(
          FrozenStratum.Run(
            clause: id, plan: planner.plan(question), written: leaves, delta: question.when.atoms[atom].leaf))
      }
    }
    strata.append(
      FrozenStratum(
        isRecursive: stratum.isRecursive, runs: runs, rounds: rounds, written: written.sorted(),
        sums: written.sorted().filter { leaves[$0.index].holds == .sum }, ranks: stratum.ranks))
  }

  private mutating func addWriters(_ id: ClauseID, stratum: Int) {
    let clause = clauses[id.index]
    for (number, head) in clause.heads.enumerated() {
      let target = rules[id.index].targets.range.lowerBound + number
      var question = Question(
        variables: clause.variables, when: clause.when, unless: clause.unless, goal: .collect, target: target)
      question.bindsAny = true
      for variable in head.keys.compactMap(\.variable) {
        question.known.insert(variable)
      }
      let bound = question.when.binds
      writers[head.leaf.index].append(
        Writer(
          clause: id, head: number, target: target, plan: planner.plan(question),
          premises: question.when.atoms,
          isBound: (0..<question.allVariables).map { bound.contains($0) }, stratum: stratum))
    }
  }

  private mutating func plan(_ query: Query) -> PlannedQuery {
    PlannedQuery(query: query, plan: planner.plan(query.question))
  }
}
