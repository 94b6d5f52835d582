extension Tabulator {
  /// Ends a plan in a table: for each combination of the few values that tests, keys and values of the heads depend
  /// on, what the heads write.
  mutating func placeCells(
    _ goal: Goal, _ rows: StaticRows, isJoined: Bool, _ rowSlot: Int32?, _ draft: inout LaneDraft
  ) -> Bool {
    guard case .heads(_, let heads) = goal else { return false }
    guard heads.allSatisfy({ leaves[$0.leaf.index].isDense }) else { return false }
    var axes: [(variable: Int?, natural: LaneDraft.Natural)] = []
    var size = 1
    func add(_ variable: Int?, _ natural: LaneDraft.Natural) -> Bool {
      guard size * natural.size <= Tabulator.maxCells else { return false }
      size *= natural.size
      axes.append((variable, natural))
      return true
    }
    let isTableEnough = !draft.hasGenerator && draft.steps.allSatisfy { $0.kind == .find }
    var masks = masks(&draft, isTableEnough: isTableEnough)
    var deciding = draft.tests.reduce(into: Set<Int>()) { $0.formUnion($1.variables) }
    for head in heads { deciding.formUnion(head.value.variables) }
    if isTableEnough {
      deciding.formUnion(masks.map(\.variable))
    } else {
      // Only where the value decides something else too.
      let others = deciding
      masks.removeAll { !others.contains($0.variable) }
    }
    let hasKey = heads.contains { head in head.keys.compactMap(\.variable).contains(where: rows.has) }
    if isJoined, let rowSlot, hasKey || deciding.contains(where: rows.has) {
      guard add(nil, LaneDraft.Natural(slot: rowSlot, least: 0, size: rows.count, unit: 1)) else {
        return false
      }
    }
    if !isJoined { deciding.formUnion(rows.variables.filter { draft.bound[$0] }) }
    for variable in deciding.sorted() where draft.bound[variable] && !(isJoined && rows.has(variable)) {
      guard let natural = draft.naturals[variable], add(variable, natural) else { return false }
    }
    let instances = instances(
      of: heads, axes, rows, isJoined: isJoined && rowSlot != nil, tests: draft.tests, masks)
    guard let instances else { return false }
    var multiplicity =
      isJoined && rowSlot != nil && !axes.contains { $0.variable == nil } ? Double(rows.count) : 1
    for variable in draft.bound.indices where draft.bound[variable] && !rows.has(variable) {
      guard !axes.contains(where: { $0.variable == variable }), let natural = draft.naturals[variable] else {
        continue
      }
      multiplicity *= Double(natural.size)
    }
    append(instances, heads, axes.map(\.natural), size, rows, multiplicity, &draft)
    return true
  }

  /// Which natural values of a variable pass.
  private struct Mask {
    let variable: Int
    let natural: LaneDraft.Natural
    let bits: UInt64

    func passes(_ value: Value) -> Bool {
      natural.number(of: value).map { bits &>> UInt64($0) & 1 != 0 } ?? false
    }
  }

  /// Which values the steps of a plan let pass. Where nothing but lookups leads to a table, the table tells that alone:
  /// so plans that differ in this become one.
  private func masks(_ draft: inout LaneDraft, isTableEnough: Bool) -> [Mask] {
    var masks: [Mask] = []
    for (step, variable) in draft.masked {
      guard let natural = draft.naturals[variable] else { continue }
      masks.append(Mask(variable: variable, natural: natural, bits: draft.steps[step].mask))
      if isTableEnough {
        draft.steps[step].isMasked = false
        draft.steps[step].mask = 0
      }
    }
    return masks
  }

  /// What one match of a clause writes.
  private struct Instance {
    var cell: Int
    /// The part of each head's key that does not come from slots.
    var keys: [UInt32]
    var values: [Value]
  }

  /// All matches, by the values of the axes; nil when there are too many.
  private func instances(
    of heads: [Head], _ axes: [(variable: Int?, natural: LaneDraft.Natural)], _ rows: StaticRows,
    isJoined: Bool, tests: [Expression], _ masks: [Mask]
  ) -> [Instance]? {
    var strides = Array(repeating: 1, count: axes.count)
    for axis in axes.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * axes[axis + 1].natural.size
    }
    let hasRowAxis = axes.contains { $0.variable == nil }
    // Axes whose values a row fixes; the others are gone through.
    let fixed = axes.indices.filter { axis in
      axes[axis].variable.map { !isJoined && rows.has($0) } ?? true
    }
    let free = axes.indices.filter { !fixed.contains($0) }
    let combinations = free.reduce(1) { $0 * axes[$1].natural.size }
    let rowCount = isJoined && !hasRowAxis ? 1 : rows.count
    guard rowCount * combinations <= 4 * Tabulator.maxCells else { return nil }
    var assignment = Array(repeating: Value(0), count: variables)
    var instances: [Instance] = []
    for row in 0..<rowCount {
      if !isJoined || hasRowAxis {
        for variable in rows.variables { assignment[variable] = rows.value(variable, row) }
      }
      var base = 0
      var isPossible = true
      for axis in fixed {
        guard let variable = axes[axis].variable else {
          base += row * strides[axis]
          continue
        }
        guard let number = axes[axis].natural.number(of: assignment[variable]) else {
          isPossible = false
          break
        }
        base += number * strides[axis]
      }
      guard isPossible else { continue }
      for combination in 0..<combinations {
        var rest = combination
        var cell = base
        for axis in free.reversed() {
          let number = rest % axes[axis].natural.size
          rest /= axes[axis].natural.size
          cell += number * strides[axis]
          if let variable = axes[axis].variable { assignment[variable] = axes[axis].natural.value(number) }
        }
        guard masks.allSatisfy({ $0.passes(assignment[$0.variable]) }) else { continue }
        if let instance = instance(cell, heads, tests, assignment, rows) { instances.append(instance) }
      }
    }
    return instances
  }

  private func instance(
    _ cell: Int, _ heads: [Head], _ tests: [Expression], _ assignment: [Value], _ rows: StaticRows
  ) -> Instance? {
    var isPoisoned = false
    for test in tests {
      let value = test.value { assignment[$0] }
      if value == 0 { return nil }
      if value == Arithmetic.error { isPoisoned = true }
    }
    var instance = Instance(cell: cell, keys: [], values: [])
    for head in heads {
      let leaf = frozen.leaves[head.leaf.index]
      var key: UInt64 = 0
      for (term, column) in zip(head.keys, frozen.packings[head.leaf.index].columns) {
        switch term {
        case .constant(let value): key |= UInt64(value) &<< column.shift
        case .variable(let variable) where rows.has(variable):
          guard UInt64(bitPattern: assignment[variable]) < column.size else {
            isPoisoned = true
            continue
          }
          key |= UInt64(assignment[variable]) &<< column.shift
        case .variable: break
        case .any: preconditionFailure("a head has a key that says nothing")
        }
      }
      instance.keys.append(UInt32(key))
      guard leaf.holds != .member else {
        instance.values.append(1)
        continue
      }
      let value = head.value.value { assignment[$0] }
      let isInBounds = leaf.bounds?.contains(value) ?? true
      if value == Arithmetic.error || !isInBounds || (leaf.isWhole && value % .one != 0) { isPoisoned = true }
      instance.values.append(value)
    }
    if isPoisoned { instance.keys = heads.map { _ in LaneCode.poison } }
    return instance
  }

  private mutating func append(
    _ instances: [Instance], _ heads: [Head], _ naturals: [LaneDraft.Natural], _ size: Int,
    _ rows: StaticRows,
    _ multiplicity: Double, _ draft: inout LaneDraft
  ) {
    let firstTerm = code.terms.count
    _ = appendTerms(naturals)
    let (starts, order) = bucketed(instances.map(\.cell), of: size)
    let firstStart = code.starts.count
    code.starts += starts
    let firstHead = code.heads.count
    var laneHeads: [LaneHead] = []
    for (number, head) in heads.enumerated() {
      let firstPart = code.parts.count
      for (term, column) in zip(head.keys, frozen.packings[head.leaf.index].columns) {
        guard let variable = term.variable, !rows.has(variable) else { continue }
        code.parts.append(
          LanePart(
            slot: slot(of: variable), shift: UInt32(column.shift), mask: column.mask, size: column.size))
      }
      let isMember = leaves[head.leaf.index].isMember
      laneHeads.append(
        LaneHead(
          leaf: Int32(head.leaf.index), parts: Extent(firstPart..<code.parts.count),
          keys: Int32(code.keys.count), values: isMember ? -1 : Int32(code.values.count)))
      code.keys += order.map { instances[$0].keys[number] }
      if !isMember { code.values += order.map { instances[$0].values[number] } }
    }
    code.heads += laneHeads
    var step = LaneStep(.cells)
    step.target = Int32(code.cells.count)
    code.cells.append(
      LaneCells(
        terms: Extent(firstTerm..<code.terms.count), starts: Int32(firstStart), count: Int32(size),
        heads: Extent(firstHead..<code.heads.count), multiplicity: multiplicity))
    draft.append(step)
  }
}
