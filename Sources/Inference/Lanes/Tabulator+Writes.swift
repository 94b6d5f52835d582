extension Tabulator {
  /// Turns what tables write into addresses, where they can, and plans that do nothing but look up a value for each row
  /// into sweeps. Tables that are met under the same conditions become one.
  mutating func bake(_ access: [LaneAccess], _ strata: [LaneStratum], spare: Int32) {
    for case .plans(let plans) in strata {
      for plan in plans {
        let first = Int(code.plans[plan].first)
        let end = Int(code.plans[plan].end)
        guard let table = (first..<end).first(where: { code.steps[$0].kind == .cells }) else { continue }
        guard code.steps[table..<end].allSatisfy({ $0.kind == .cells && isFlat($0, access) }) else {
          continue
        }
        guard isOneTable(table..<end) else { continue }
        appendWrites(table..<end, access)
        code.steps[table].isFollowed = false
        if table - first >= 2 { sweep(table, access, spare: spare) }
      }
    }
  }

  /// Whether a table's keys are known and its values narrow.
  private func isFlat(_ step: LaneStep, _ access: [LaneAccess]) -> Bool {
    code.heads[code.cells[Int(step.target)].heads.range].allSatisfy { head in
      let leaf = access[Int(head.leaf)]
      return head.parts.isEmpty && (leaf.isMember || leaf.isNarrow) && leaf.isKept
    }
  }

  /// Whether tables that follow each other number their cells alike.
  private func isOneTable(_ steps: Range<Int>) -> Bool {
    let first = code.cells[Int(code.steps[steps.lowerBound].target)]
    return steps.allSatisfy { step in
      let other = code.cells[Int(code.steps[step].target)]
      return first.count == other.count && same(terms: first.terms, other.terms)
    }
  }

  private mutating func appendWrites(_ steps: Range<Int>, _ access: [LaneAccess]) {
    let tables = steps.map { code.cells[Int(code.steps[$0].target)] }
    let table = Int(code.steps[steps.lowerBound].target)
    code.cells[table].writes = Int32(code.writeStarts.count)
    for cell in 0..<Int(code.cells[table].count) {
      code.writeStarts.append(UInt32(code.writes.count))
      for cells in tables {
        let start = Int(cells.starts) + cell
        for instance in Int(code.starts[start])..<Int(code.starts[start + 1]) {
          for head in code.heads[cells.heads.range] { code.writes.append(write(head, instance, access)) }
        }
      }
    }
    code.writeStarts.append(UInt32(code.writes.count))
  }

  private func write(_ head: LaneHead, _ instance: Int, _ access: [LaneAccess]) -> LaneWrite {
    let leaf = access[Int(head.leaf)]
    let key = code.keys[Int(head.keys) + instance]
    var write = LaneWrite(bit: 0, place: 0, value: 1, leaf: UInt16(head.leaf), kind: .other)
    guard key != LaneCode.poison else {
      write.kind = .poison
      return write
    }
    if head.values >= 0 { write.value = Int32(truncatingIfNeeded: code.values[Int(head.values) + instance]) }
    if leaf.bits >= 0 { write.bit = UInt32(leaf.bits) * 64 + key }
    if leaf.values >= 0 { write.place = UInt32(leaf.values) * 2 + key }
    if leaf.isMember {
      write.kind = .member
    } else if leaf.bits < 0 {
      write.kind = .add
    } else if leaf.mode == .one {
      write.kind = .one
    }
    return write
  }

  private mutating func sweep(_ table: Int, _ access: [LaneAccess], spare: Int32) {
    let (join, find) = (code.steps[table - 2], code.steps[table - 1])
    guard join.kind == .join, find.kind == .find, find.keySlot >= 0, find.use == .bind, !find.isMasked else {
      return
    }
    let leaf = access[Int(find.leaf)]
    guard leaf.isTotal, leaf.isNarrow, !leaf.isShort, leaf.least == 0 else { return }
    let columns = code.columns[code.joins[Int(join.target)].columns.range]
    guard !columns.contains(where: \.isCompared),
      let keys = columns.first(where: { $0.slot == find.keySlot }),
      let rows = columns.first(where: { $0.slot == join.slot })
    else { return }
    let count = Int(
      code.starts[Int(code.joins[Int(join.target)].starts) + Int(code.joins[Int(join.target)].cells)])
    guard (0..<count).allSatisfy({ code.values[Int(keys.values) + $0] < Value(leaf.places) }) else { return }
    let cells = code.cells[Int(code.steps[table].target)]
    var sweep = LaneSweep(
      join: join.target, leaf: find.leaf, keys: keys.values, rows: Int32(code.values.count), valueStride: 0,
      writes: cells.writes)
    var rowStride: Value = 0
    for term in code.terms[cells.terms.range] {
      if term.slot == join.slot, term.least == 0 {
        rowStride = Value(term.stride)
      } else if term.slot == (find.natural >= 0 ? find.natural : find.slot), term.least == 0 {
        sweep.valueStride = term.stride
      } else {
        return
      }
    }
    code.values += (0..<count).map { code.values[Int(rows.values) + $0] * rowStride }
    let starts = code.writeStarts[Int(cells.writes)...Int(cells.writes) + Int(cells.count)]
    sweep.multiplicity = zip(starts.dropFirst(), starts).map { Int32($0 - $1) }.max() ?? 0
    flatten(&sweep, Int(cells.count), spare: spare)
    code.steps[table - 2].kind = .sweep
    code.steps[table - 2].target = Int32(code.sweeps.count)
    code.sweeps.append(sweep)
  }

  /// Where all writes store one value, cells get the same number of them, if that is small: a loop whose length never changes
  /// is foreseen by the processor. What a cell has less is written where nobody reads.
  mutating func flatten(_ sweep: inout LaneSweep, _ cells: Int, spare: Int32) {
    let starts = code.writeStarts[Int(sweep.writes)...Int(sweep.writes) + cells].map { Int($0) }
    let widths = zip(starts.dropFirst(), starts).map { $0 - $1 }
    guard let width = widths.max(), 1...Tabulator.mostFlat ~= width,
      code.writes[starts[0]..<starts[starts.count - 1]].allSatisfy({ $0.kind == .one })
    else { return }
    sweep.width = Int32(width)
    sweep.plain = Int32(code.writes.count)
    let nothing = LaneWrite(
      bit: UInt32(spare) * 64, place: UInt32(spare + 1) * 2, value: 0, leaf: 0, kind: .one)
    for (start, own) in zip(starts, widths) {
      code.writes += Array(code.writes[start..<start + own])
      code.writes += Array(repeating: nothing, count: width - own)
    }
  }

  private static let mostFlat = 4

  // MARK: Order

  /// All plans in the order of their strata. Where a plan begins by asking which value of few stands at a place without
  /// keys, that is asked before it is run.
  func schedule(_ strata: [LaneStratum], _ access: [LaneAccess]) -> [LaneRun] {
    strata.flatMap { stratum -> [LaneRun] in
      guard case .plans(let plans) = stratum else { return [] }
      return plans.map { run(of: code.plans[$0], access) }
    }
  }

  private func run(of plan: LanePlan, _ access: [LaneAccess]) -> LaneRun {
    var run = LaneRun(first: plan.first)
    let step = code.steps[Int(plan.first)]
    guard plan.end - plan.first > 1, step.kind == .find, step.keySlot == -1 else { return run }
    let (leaf, lane) = (access[Int(step.leaf)], leaves[Int(step.leaf)])
    guard leaf.isNarrow, !leaf.isShort, !leaf.isMember, leaf.values >= 0, leaf.bits >= 0 || leaf.isTotal,
      1...64 ~= lane.domain
    else { return run }
    var mask = step.isMasked ? step.mask : .max
    switch step.use {
    case .ignore: run.first += 1
    case .bind:
      guard step.isMasked else { return run }
      let rest = code.steps[Int(plan.first) + 1..<Int(plan.end)]
      // Behind a step that does all that is left nothing is run.
      let last = rest.firstIndex { [.accumulate, .sweep, .nest, .copy, .note].contains($0.kind) }
      let isUsed = rest[...(last ?? rest.endIndex - 1)].contains { other in
        uses(other, step.slot) || step.natural >= 0 && uses(other, step.natural)
      }
      if !isUsed { run.first += 1 }
    case .compare:
      let constant = Int(step.slot) - firstConstant
      guard code.constants.indices.contains(constant) else { return run }
      let natural = code.constants[constant] / leaf.unit - leaf.least
      let isHeld = lane.holds(code.constants[constant])
      run.first += 1
      mask &= isHeld ? 1 &<< UInt64(truncatingIfNeeded: natural) : 0
    }
    run.values = leaf.values
    run.bits = leaf.isTotal ? -1 : leaf.bits
    run.least = Int32(leaf.least)
    run.mask = mask
    return run
  }

  /// Whether a step may read a slot.
  private func uses(_ step: LaneStep, _ slot: Int32) -> Bool {
    let parts = code.parts[step.keys.range] + code.parts[step.checks.range]
    if step.keySlot == slot || parts.contains(where: { $0.slot == slot }) { return true }
    if step.use == .compare && step.slot == slot { return true }
    switch step.kind {
    case .find, .each, .findRank, .eachRank, .enumerate, .accumulate, .nest, .copy, .note, .succeed:
      return false
    case .join: return uses(code.joins[Int(step.target)], slot)
    case .sweep: return uses(code.joins[Int(code.sweeps[Int(step.target)].join)], slot)
    case .cells:
      let cells = code.cells[Int(step.target)]
      return code.terms[cells.terms.range].contains { $0.slot == slot }
        || code.heads[cells.heads.range].contains { code.parts[$0.parts.range].contains { $0.slot == slot } }
    case .test, .absent, .conclude, .collect: return true
    }
  }

  private func uses(_ join: LaneJoin, _ slot: Int32) -> Bool {
    code.terms[join.terms.range].contains { $0.slot == slot }
      || code.columns[join.columns.range].contains { $0.isCompared && $0.slot == slot }
  }
}
