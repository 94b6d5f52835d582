extension Tabulator {
  /// Plans all strata. One with a clause that lanes cannot run is left to the machine as a whole.
  mutating func strata() -> [LaneStratum] {
    frozen.strata.compactMap { stratum(of: $0) }
  }

  private mutating func stratum(of stratum: FrozenStratum) -> LaneStratum? {
    let clauses = stratum.runs.map(\.clause).filter { id in
      frozen.clauses[id.index].heads.contains { !leaves[$0.leaf.index].isStatic }
    }
    let ranks = stratum.ranks.filter { !leaves[$0.index].isStatic }
    for rank in ranks where !isRankedInLanes(rank) { leaves[rank.index].isDense = false }
    let general = ranks.filter { !leaves[$0.index].isDense }
    if !stratum.isRecursive {
      let saved = code
      var plans: [Int] = []
      for id in clauses {
        let clause = frozen.clauses[id.index]
        let question = Question(
          variables: clause.variables, when: clause.when, unless: clause.unless, goal: .conclude)
        let heads = clause.heads.filter { !leaves[$0.leaf.index].isStatic }
        guard let plan = plan(question, .heads(id, heads)) else { break }
        plans.append(plan)
      }
      if plans.count == clauses.count, general.isEmpty { return plans.isEmpty ? nil : .plans(share(plans)) }
      if plans.count != clauses.count { code = saved }
    }
    return machineStratum(stratum, clauses, ranks: general)
  }

  private func isRankedInLanes(_ rank: LeafID) -> Bool {
    guard leaves[rank.index].isDense, case .rank(let terms) = frozen.leaves[rank.index].holds else {
      return false
    }
    return terms.allSatisfy { term in
      let leaf = leaves[term.leaf.index]
      return leaf.isDense && !leaf.isStatic && leaf.mode != .rank
    }
  }

  private func machineStratum(_ stratum: FrozenStratum, _ clauses: [ClauseID], ranks: [LeafID]) -> LaneStratum
  {
    var reads: Set<LeafID> = []
    var writes: Set<LeafID> = Set(ranks)
    for id in clauses {
      reads.formUnion(frozen.clauses[id.index].reads)
      writes.formUnion(frozen.clauses[id.index].heads.map(\.leaf))
    }
    for rank in ranks {
      if case .rank(let terms) = frozen.leaves[rank.index].holds { reads.formUnion(terms.map(\.leaf)) }
    }
    // What it adds to must be there too.
    reads.formUnion(writes.filter { leaves[$0.index].mode != .rank })
    let kept = Set(clauses)
    let filtered = FrozenStratum(
      isRecursive: stratum.isRecursive, runs: stratum.runs.filter { kept.contains($0.clause) },
      rounds: stratum.rounds.filter { kept.contains($0.clause) }, written: stratum.written,
      sums: stratum.sums,
      ranks: ranks)
    // Of static leaves the machine has the pack's rows, and must be told what was derived.
    let told = reads.filter { !leaves[$0.index].isStatic || statics.store.relations[$0.index].rows.count > 0 }
    return .machine(filtered, reads: told.sorted(), writes: writes.sorted())
  }

  // MARK: Sums

  /// Lets leaves that tables alone write stand as 32-bit multiples of what divides all that is written.
  mutating func narrow(_ strata: [LaneStratum]) {
    var isOpen = leaves.indices.map { index in
      let leaf = leaves[index]
      return leaf.isMember || leaf.mode == .rank || leaf.isStated || !leaf.isDense || leaf.isStatic
        || leaf.isNarrow
        || (leaf.mode == .sum && leaf.fallback != 0) || frozen.pack[index].count > 0
    }
    for fact in frozen.packParts { isOpen[fact.leaf.index] = true }
    for target in code.targets { isOpen[Int(target.leaf)] = true }
    for case .machine(_, _, let writes) in strata {
      for leaf in writes { isOpen[leaf.index] = true }
    }
    var unit = leaves.map { $0.fallback }
    var bound = leaves.map { Double($0.fallback.magnitude) }
    var isPositive = leaves.map { _ in true }
    for (head, range, multiplicity) in allHeads() where head.values >= 0 && !isOpen[Int(head.leaf)] {
      let leaf = Int(head.leaf)
      for instance in range where code.keys[Int(head.keys) + instance] != LaneCode.poison {
        let value = code.values[Int(head.values) + instance]
        unit[leaf] = Tabulator.commonDivisor(unit[leaf], value.magnitude)
        if leaves[leaf].mode == .sum {
          bound[leaf] += Double(value.magnitude) * multiplicity
        } else {
          bound[leaf] = max(bound[leaf], Double(value.magnitude))
        }
        if value <= 0 { isPositive[leaf] = false }
      }
    }
    for leaf in leaves.indices where !isOpen[leaf] {
      let step = max(1, Value(unit[leaf].magnitude))
      guard bound[leaf] / Double(step) < Double(Int32.max) / 2 else { continue }
      leaves[leaf].isNarrow = true
      leaves[leaf].unit = step
      leaves[leaf].fallback /= step
      leaves[leaf].isPresentWhenNonzero = leaves[leaf].mode == .sum && isPositive[leaf]
    }
    for (head, range, _) in allHeads() where leaves[Int(head.leaf)].isNarrow && head.values >= 0 {
      let unit = leaves[Int(head.leaf)].unit
      for instance in range { code.values[Int(head.values) + instance] /= unit }
    }
  }

  private static func commonDivisor(_ one: Value, _ other: UInt64) -> Value {
    var (left, right) = (one.magnitude, other)
    while right != 0 { (left, right) = (right, left % right) }
    return Value(left)
  }

  /// The heads of all tables, with how many instances there are.
  private func allHeads() -> [(head: LaneHead, instances: Range<Int>, multiplicity: Double)] {
    code.cells.flatMap { cells in
      let count = Int(code.starts[Int(cells.starts) + Int(cells.count)])
      return code.heads[cells.heads.range].map { ($0, 0..<count, cells.multiplicity) }
    }
  }

  // MARK: What is read

  /// What somebody reads, and what may come to a conflict.
  func liveLeaves(_ strata: [LaneStratum], _ wanted: [Wanted]) -> [Bool] {
    var isWritten = leaves.indices.map { frozen.pack[$0].count > 0 }
    for head in frozen.clauses.flatMap(\.heads) { isWritten[head.leaf.index] = true }
    var isLive = leaves.indices.map { index in
      let leaf = leaves[index]
      guard isWritten[index], !leaf.isMember, leaf.mode != .rank else { return false }
      return leaf.mode == .one || !leaf.isNarrow || leaf.isStated
    }
    for step in code.steps where step.leaf >= 0 { isLive[Int(step.leaf)] = true }
    for case .machine(_, let reads, let writes) in strata {
      for leaf in reads + writes { isLive[leaf.index] = true }
    }
    for wanted in wanted {
      switch wanted {
      case .facts(let leaf): isLive[leaf.index] = true
      case .outcome: isLive = isLive.map { _ in true }
      case .rows: break
      }
    }
    for (index, leaf) in frozen.leaves.enumerated() where isLive[index] {
      if case .rank(let terms) = leaf.holds {
        for term in terms { isLive[term.leaf.index] = true }
      }
    }
    return isLive
  }

  mutating func dropDeadHeads(_ isLive: [Bool]) {
    var heads: [LaneHead] = []
    for table in code.cells.indices {
      let first = heads.count
      heads += code.heads[code.cells[table].heads.range].filter { isLive[Int($0.leaf)] }
      code.cells[table].heads = Extent(first..<heads.count)
    }
    code.heads = heads
    var targets: [LaneTarget] = []
    for number in code.conclusions.indices {
      let first = targets.count
      targets += code.targets[code.conclusions[number].targets.range].filter { target in
        isLive[Int(target.leaf)] || target.slot >= 0
      }
      code.conclusions[number].targets = Extent(first..<targets.count)
    }
    code.targets = targets
  }
}
