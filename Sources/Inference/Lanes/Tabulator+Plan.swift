extension Tabulator {
  /// What is done about a match.
  enum Goal {
    /// A clause and those of its heads that are not static.
    case heads(ClauseID, [Head])
    /// The variables to note.
    case rows([Int])
    case nothing
  }

  /// Plans a question; nil where it takes what lanes cannot do. Ending in a table is tried first.
  mutating func plan(_ question: Question, _ goal: Goal) -> Int? {
    let saved = code
    for isFolding in [true, false] {
      if case .rows = goal, isFolding { continue }
      var draft = LaneDraft(variables: variables, tests: question.when.tests, isFolding: isFolding)
      if build(question.when, question.unless, goal, &draft) { return add(draft) }
      code = saved
    }
    return nil
  }

  /// Plans a wanted question. Its rows come in order where the first places of one rank are all that is gone through.
  mutating func answer(_ rows: RowQuery, _ orders: inout [LaneOrder]) -> LaneAnswer {
    guard rows.query.given.isEmpty, let plan = plan(rows.query.question, .rows(rows.columns)) else {
      return LaneAnswer(kind: .general)
    }
    let firstOrder = orders.count
    orders += rows.order.map { LaneOrder(column: Int32($0.column), descending: $0.descending) }
    var answer = LaneAnswer(
      kind: .rows, target: Int32(plan), width: Int32(rows.columns.count), limit: rows.limit ?? .max,
      order: Extent(firstOrder..<orders.count))
    let steps = code.steps[Int(code.plans[plan].first)..<Int(code.plans[plan].end)]
    let generators = steps.filter(\.kind.isGenerator)
    if let only = generators.first, generators.count == 1, only.kind == .eachRank, only.keyMask == 0,
      only.use == .bind, let first = rows.order.first, !first.descending
    {
      let isOneGroup = frozen.leaves[Int(only.leaf)].keys.count == 1
      answer.isOrdered = isOneGroup && slot(of: rows.columns[first.column]) == only.slot
    }
    if answer.isOrdered, let limit = rows.limit, let place = steps.firstIndex(where: { $0.kind == .eachRank })
    {
      // Where each ranked place makes a row, no more places are gone through than rows are wanted.
      var terms: Set<Int32> = []
      if case .rank(let sorted) = frozen.leaves[Int(code.steps[place].leaf)].holds {
        terms = Set(sorted.map { Int32($0.leaf.index) })
      }
      let isSure = steps[(place + 1)...].allSatisfy { step in
        guard step.kind == .find, !step.isMasked, step.use != .compare else { return step.kind == .collect }
        // What is ranked has a value for each term.
        return leaves[Int(step.leaf)].isTotal
          || (terms.contains(step.leaf) && step.keySlot == code.steps[place].bindSlot)
      }
      if isSure {
        code.steps[place].limit = min(code.steps[place].limit, Int32(clamping: limit))
      }
    }
    return answer
  }

  private mutating func add(_ draft: LaneDraft) -> Int {
    let first = code.steps.count
    code.steps += draft.steps
    code.plans.append(LanePlan(first: Int32(first), end: Int32(code.steps.count)))
    return code.plans.count - 1
  }

  /// Whether the whole condition could be placed.
  private mutating func build(
    _ condition: Condition, _ unless: [Condition], _ goal: Goal, _ draft: inout LaneDraft
  ) -> Bool {
    var pending = condition.atoms.filter { !leaves[$0.leaf.index].isStatic }
    guard pending.allSatisfy({ leaves[$0.leaf.index].isDense }) else { return false }
    var absences = unless
    let inside = condition.boundVariables
    let stillUsed = used(pending, unless, goal)
    guard let rows = staticRows(condition, &draft, alsoUsed: stillUsed) else { return false }
    if case .heads(let clause, _) = goal, !countsOnce(clause, pending, rows) { return false }
    var isJoined = rows.variables.isEmpty && rows.count == 1
    guard rows.count > 0 else {
      // Nothing of the pack matches: the plan finds nothing.
      draft.steps = []
      var never = LaneStep(.enumerate)
      never.slot = rowSlot(isInner: draft.isInner)
      never.limit = 0
      draft.append(never)
      draft.append(LaneStep(.succeed))
      return true
    }
    var rowSlot: Int32?
    while true {
      placeTests(&draft)
      guard placeAbsences(&absences, inside, &draft) else { return false }
      if let next = pending.firstIndex(where: { $0.keys.allSatisfy(draft.isKnown) }) {
        placeFind(pending.remove(at: next), &draft)
        continue
      }
      let costs = pending.map { cost($0, draft) }
      let cheapest = costs.indices.min { costs[$0] < costs[$1] }
      if !isJoined, cheapest.map({ joinCost(rows, draft) < costs[$0] }) ?? !draft.isFolding {
        isJoined = true
        rowSlot = placeJoin(rows, &draft)
        continue
      }
      guard let cheapest else { break }
      placeEach(pending.remove(at: cheapest), &draft)
    }
    guard absences.isEmpty else { return false }
    if draft.isFolding {
      return placeCells(goal, rows, isJoined: isJoined, rowSlot, &draft)
    }
    guard draft.tests.isEmpty else { return false }
    return placeGoal(goal, &draft)
  }

  /// The variables that something else than static atoms uses.
  private func used(_ atoms: [Atom], _ unless: [Condition], _ goal: Goal) -> Set<Int> {
    var used = atoms.reduce(into: Set<Int>()) { $0.formUnion($1.variables) }
    for condition in unless { used.formUnion(condition.variables) }
    switch goal {
    case .heads(let id, let heads):
      for head in heads {
        used.formUnion(head.keys.compactMap(\.variable))
        used.formUnion(head.value.variables)
      }
      if frozen.clauses[id.index].heads.contains(where: { frozen.leaves[$0.leaf.index].holds == .sum }) {
        used.formUnion(frozen.clauses[id.index].countedVariables)
      }
    case .rows(let columns): used.formUnion(columns)
    case .nothing: break
    }
    return used
  }

  // MARK: Static rows

  /// The matches of the static atoms; tests over their variables alone are taken out of the draft.
  private func staticRows(_ condition: Condition, _ draft: inout LaneDraft, alsoUsed: Set<Int>) -> StaticRows?
  {
    let atoms = condition.atoms.filter { leaves[$0.leaf.index].isStatic }
    guard !atoms.isEmpty else { return StaticRows(variables: [], values: [], count: 1) }
    let bound = atoms.reduce(into: Set<Int>()) { $0.formUnion($1.variables) }
    let outer = draft.bound
    func isInside(_ test: Expression) -> Bool {
      test.variables.allSatisfy { bound.contains($0) && !outer[$0] }
    }
    let inside = draft.tests.filter(isInside)
    let matches = statics.matches(of: Condition(atoms: atoms, tests: inside), variables: variables)
    guard matches.isComplete, matches.faults.isEmpty else { return nil }
    draft.tests.removeAll(where: isInside)
    let order = bound.sorted()
    var values: [Value] = []
    let width = variables + 1
    let count = matches.flat.count / width
    values.reserveCapacity(count * order.count)
    for row in 0..<count {
      for variable in order { values.append(matches.flat[row * width + variable]) }
    }
    var needed = alsoUsed.union(bound.filter { outer[$0] })
    for test in draft.tests { needed.formUnion(test.variables) }
    return StaticRows(variables: order, values: values, count: count).projected(on: needed)
  }

  // MARK: Sums

  /// Whether each distinct binding of what a sum counts is met once: what profiles decide follows from it, and so does
  /// what is left of the rows.
  private func countsOnce(_ id: ClauseID, _ dynamic: [Atom], _ rows: StaticRows) -> Bool {
    guard frozen.rules[id.index].distinct != nil else { return true }
    guard let known = dynamic.determined(by: frozen.clauses[id.index].countedVariables) else { return false }
    return rows.variables.allSatisfy { known.contains($0) }
  }

  // MARK: Tests and absences

  private mutating func placeTests(_ draft: inout LaneDraft) {
    guard !draft.isFolding else { return }
    let ready = draft.tests.filter { test in test.variables.allSatisfy { draft.bound[$0] } }
    draft.tests.removeAll { test in test.variables.allSatisfy { draft.bound[$0] } }
    for test in ready {
      var step = LaneStep(.test)
      (step.code, step.slot) = operations(of: test)
      draft.append(step)
    }
  }

  /// Places each `unless` as soon as what it shares with `when` is bound.
  private mutating func placeAbsences(
    _ absences: inout [Condition], _ inside: Set<Int>, _ draft: inout LaneDraft
  ) -> Bool {
    for condition in absences {
      let outer = condition.variables.filter { inside.contains($0) }
      guard outer.allSatisfy({ draft.bound[$0] }) else { continue }
      absences.removeAll { $0 == condition }
      var inner = LaneDraft(variables: variables, tests: condition.tests, isFolding: false, isInner: true)
      inner.bound = draft.bound
      inner.naturals = draft.naturals
      guard build(condition, [], .nothing, &inner) else { return false }
      var step = LaneStep(.absent)
      step.target = Int32(add(inner))
      draft.append(step)
    }
    return true
  }

  private mutating func placeGoal(_ goal: Goal, _ draft: inout LaneDraft) -> Bool {
    switch goal {
    case .nothing: draft.append(LaneStep(.succeed))
    case .rows(let columns):
      guard columns.allSatisfy({ draft.bound[$0] }) else { return false }
      var step = LaneStep(.collect)
      let first = code.collected.count
      code.collected += columns.map { slot(of: $0) }
      step.code = Extent(first..<code.collected.count)
      draft.append(step)
    case .heads(_, let heads):
      let first = code.targets.count
      for head in heads {
        guard leaves[head.leaf.index].isDense else { return false }
        let leaf = frozen.leaves[head.leaf.index]
        var target = LaneTarget(
          leaf: Int32(head.leaf.index), parts: parts(head.leaf, head.keys), code: .none, slot: -1,
          least: leaf.bounds?.lowerBound ?? -Value.max, greatest: leaf.bounds?.upperBound ?? Value.max,
          isWhole: leaf.isWhole)
        if leaf.holds != .member { (target.code, target.slot) = operations(of: head.value) }
        code.targets.append(target)
      }
      var step = LaneStep(.conclude)
      step.target = Int32(code.conclusions.count)
      code.conclusions.append(LaneConclusion(targets: Extent(first..<code.targets.count)))
      draft.append(step)
    }
    return true
  }

  // MARK: Costs

  /// How many places a generator is expected to go through.
  private func cost(_ atom: Atom, _ draft: LaneDraft) -> Double {
    let leaf = frozen.leaves[atom.leaf.index]
    if leaf.fallback != nil, !readsStoredOnly(atom, draft) {
      return atom.keys.indices.filter { !draft.isKnown(atom.keys[$0]) }.reduce(1) {
        $0 * Double(leaf.keys[$1])
      }
    }
    var matches = frozen.expectedRows[atom.leaf.index]
    if case .rank = leaf.holds, case .constant = atom.value { matches = 1 }
    for column in atom.keys.indices where draft.isKnown(atom.keys[column]) {
      matches /= max(1, min(matches, Double(leaf.keys[column])))
    }
    return max(1, matches)
  }

  /// How many static rows belong together, by what is bound.
  private func joinCost(_ rows: StaticRows, _ draft: LaneDraft) -> Double {
    let shared = rows.variables.filter { draft.bound[$0] }
    return Double(rows.count) / Double(max(1, rows.groups(shared)))
  }

  /// Whether an atom on a total leaf cannot match where nothing is stored.
  func readsStoredOnly(_ atom: Atom, _ draft: LaneDraft) -> Bool {
    guard let fallback = frozen.leaves[atom.leaf.index].fallback else { return true }
    switch atom.value {
    case .any: return false
    case .constant(let value): return value != fallback
    case .variable(let variable):
      guard !draft.bound[variable] else { return false }
      return draft.tests.contains { $0.variables == [variable] && $0.value { _ in fallback } == 0 }
    }
  }
}
