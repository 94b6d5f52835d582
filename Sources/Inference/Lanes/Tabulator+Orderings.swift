/// Ranks whose places come from one sweep alone. Which of its rows comes before which is tabulated, so that nothing need be
/// written that only such ranks read.
extension Tabulator {
  /// Lets sweeps decide ranks, where nobody asks for more than lanes are asked for.
  mutating func orderSweeps(
    _ layout: inout LaneLayout, _ strata: [LaneStratum], _ wanted: [Wanted], _ answers: [LaneAnswer]
  ) {
    let isMoreAsked =
      wanted.contains { if case .outcome = $0 { true } else { false } }
      || strata.contains { if case .machine = $0 { true } else { false } }
    guard !isMoreAsked, mayStore <= Limits.standard.maxFacts else { return }
    var all: [Int] = []
    for case .plans(let plans) in strata { all += plans }
    let asked = answers.filter { $0.kind == .rows }.map { Int($0.target) }
    let run = withAbsences(all + asked)
    for plan in all {
      let steps = steps(plan)
      guard let place = steps.firstIndex(where: { $0.kind == .sweep }),
        // It goes through its rows once at most.
        steps[..<place].allSatisfy({ $0.kind == .find })
      else { continue }
      let tables = steps[place...].filter { $0.kind == .cells }
      let others = leavesUsed(by: run, besides: plan, wanted)
      order(Int(steps[place].target), tables, others, &layout)
    }
  }

  /// Plans with those of their `unless`.
  private func withAbsences(_ plans: [Int]) -> [Int] {
    plans + plans.flatMap { steps($0).filter { $0.kind == .absent }.map { Int($0.target) } }
  }

  private mutating func order(
    _ number: Int, _ tables: [LaneStep], _ others: (read: Set<Int32>, written: Set<Int32>),
    _ layout: inout LaneLayout
  ) {
    guard let first = tables.first, let rows = rows(of: number) else { return }
    let sweep = code.sweeps[number]
    let count = Int(code.cells[Int(first.target)].count)
    let written = Set(tables.flatMap { code.heads[code.cells[Int($0.target)].heads.range].map(\.leaf) })
    var regular: Set<Int32> = []
    for leaf in written where isPlain(leaf) && !others.written.contains(leaf) {
      if isRegular(leaf, sweep, rows, layout.access) { regular.insert(leaf) }
    }
    var ordered: Set<Int32> = []
    for rank in layout.ranks.indices where layout.ranks[rank].isOneGroup {
      let terms = layout.rankTerms[layout.ranks[rank].terms.range]
      guard terms.allSatisfy({ regular.contains($0.leaf) }),
        let ordering = ordering(Array(terms), number, rows, count, layout.access)
      else { continue }
      layout.ranks[rank].ordering = Int32(code.orderings.count)
      code.orderings.append(ordering)
      ordered.insert(layout.ranks[rank].leaf)
    }
    let start = code.ordered.count
    code.ordered += ordered.sorted()
    code.sweeps[number].ordered = Extent(start..<code.ordered.count)
    let unread = regular.filter { leaf in
      !others.read.contains(leaf)
        && layout.ranks.allSatisfy { rank in
          rank.ordering >= 0 || !layout.rankTerms[rank.terms.range].contains { $0.leaf == leaf }
        }
    }
    if !unread.isEmpty { drop(unread, number, count, spare: layout.spare) }
  }

  /// The rows of a sweep that belong together; nil where one of them has a place twice.
  private func rows(of sweep: Int) -> [Range<Int>]? {
    let join = code.joins[Int(code.sweeps[sweep].join)]
    let starts = code.starts[Int(join.starts)...Int(join.starts) + Int(join.cells)]
    let groups = zip(starts, starts.dropFirst()).map { Int($0)..<Int($1) }
    let keys = Int(code.sweeps[sweep].keys)
    let areDistinct = groups.allSatisfy { group in
      Set(group.map { code.values[keys + $0] }).count == group.count
    }
    return areDistinct ? groups : nil
  }

  /// Whether a place of a leaf has a value where one clause writes it, and none otherwise.
  private func isPlain(_ leaf: Int32) -> Bool {
    let lane = leaves[Int(leaf)]
    return lane.mode == .one && !lane.isMember && !lane.isTotal && !lane.isStated
      && frozen.pack[Int(leaf)].count == 0 && !frozen.packParts.contains { Int32($0.leaf.index) == leaf }
  }

  /// What plans read, and what they write besides one of them.
  private func leavesUsed(by plans: [Int], besides plan: Int, _ wanted: [Wanted]) -> (
    read: Set<Int32>, written: Set<Int32>
  ) {
    var read: Set<Int32> = []
    var written: Set<Int32> = []
    for case .facts(let leaf) in wanted { read.insert(Int32(leaf.index)) }
    for other in plans {
      for step in steps(other) {
        if step.leaf >= 0 { read.insert(step.leaf) }
        switch step.kind {
        case .cells where other != plan:
          written.formUnion(code.heads[code.cells[Int(step.target)].heads.range].map(\.leaf))
        case .conclude:
          written.formUnion(code.targets[code.conclusions[Int(step.target)].targets.range].map(\.leaf))
        case .accumulate:
          written.insert(code.accumulations[Int(step.target)].leaf)
        default: break
        }
      }
    }
    return (read, written)
  }

  // MARK: Rows

  private func cells(of row: Int, _ sweep: LaneSweep) -> [Int] {
    let values = Int(leaves[Int(sweep.leaf)].greatest) + 1
    return (0..<values).map { Int(code.values[Int(sweep.rows) + row]) + $0 * Int(sweep.valueStride) }
  }

  private func writes(_ cell: Int, _ sweep: LaneSweep) -> ArraySlice<LaneWrite> {
    let start = Int(sweep.writes) + cell
    return code.writes[Int(code.writeStarts[start])..<Int(code.writeStarts[start + 1])]
  }

  /// Whether a row writes a leaf at its own place only, once at most.
  private func isRegular(_ leaf: Int32, _ sweep: LaneSweep, _ rows: [Range<Int>], _ access: [LaneAccess])
    -> Bool
  {
    let home = access[Int(leaf)]
    guard home.bits >= 0, home.isNarrow else { return false }
    return rows.joined().allSatisfy { row in
      let key = code.values[Int(sweep.keys) + row]
      return cells(of: row, sweep).allSatisfy { cell in
        let writes = writes(cell, sweep)
        let own = writes.filter { Int32($0.leaf) == leaf }
        return writes.allSatisfy { $0.kind != .poison && $0.kind != .other } && own.count <= 1
          && own.allSatisfy { $0.kind == .one && Value($0.bit) == Value(home.bits) * 64 + key }
      }
    }
  }

  /// The order of all cells of rows that belong together; nil where that does not tell which row comes first.
  private mutating func ordering(
    _ terms: [LaneRankTerm], _ number: Int, _ rows: [Range<Int>], _ count: Int, _ access: [LaneAccess]
  ) -> LaneOrdering? {
    struct Entry {
      var cell: Int
      var key: Value
      var values: [Value]
    }
    let sweep = code.sweeps[number]
    var ordinals = Array(repeating: LaneOrdering.absent, count: count)
    var isSeen = Array(repeating: false, count: count)
    var keys: [UInt32] = []
    var starts: [UInt32] = []
    for group in rows {
      var entries: [Entry] = []
      for row in group {
        let key = code.values[Int(sweep.keys) + row]
        for cell in cells(of: row, sweep) {
          guard cell < count, !isSeen[cell] else { return nil }
          isSeen[cell] = true
          let writes = writes(cell, sweep)
          let values = terms.compactMap { term in
            writes.first { Int32($0.leaf) == term.leaf }.map { Value(term.descending ? -$0.value : $0.value) }
          }
          if values.count == terms.count { entries.append(Entry(cell: cell, key: key, values: values)) }
        }
      }
      guard entries.count < Int(LaneOrdering.absent) else { return nil }
      entries.sort { one, other in
        one.values != other.values
          ? one.values.lexicographicallyPrecedes(other.values)
          : (one.key, one.cell) < (other.key, other.cell)
      }
      starts.append(UInt32(code.keys.count + keys.count))
      for (ordinal, entry) in entries.enumerated() {
        ordinals[entry.cell] = Int16(ordinal)
        keys.append(UInt32(entry.key))
      }
    }
    let ordering = LaneOrdering(
      sweep: Int32(number), ordinals: Int32(code.ordinals.count), keys: Int32(code.starts.count))
    code.ordinals += ordinals
    code.starts += starts
    code.keys += keys
    return ordering
  }

  /// Leaves out what a sweep writes to some leaves.
  private mutating func drop(_ unread: Set<Int32>, _ number: Int, _ count: Int, spare: Int32) {
    let old = code.sweeps[number]
    let start = code.writeStarts.count
    for cell in 0..<count {
      code.writeStarts.append(UInt32(code.writes.count))
      code.writes += writes(cell, old).filter { !unread.contains(Int32($0.leaf)) }
    }
    code.writeStarts.append(UInt32(code.writes.count))
    var sweep = old
    sweep.width = 0
    if code.writeStarts[start] == code.writeStarts[start + count] {
      sweep.writes = -1
    } else {
      sweep.writes = Int32(start)
      flatten(&sweep, count, spare: spare)
    }
    code.sweeps[number] = sweep
  }
}
