extension Tabulator {
  /// The columns of a key as slots.
  mutating func parts(_ leaf: LeafID, _ keys: [Term]) -> Extent {
    let first = code.parts.count
    for (column, term) in zip(frozen.packings[leaf.index].columns, keys) {
      code.parts.append(part(term, column))
    }
    return Extent(first..<code.parts.count)
  }

  private mutating func part(_ term: Term, _ column: Packing.Column) -> LanePart {
    let slot =
      switch term {
      case .constant(let value): self.slot(ofConstant: value)
      case .variable(let variable): self.slot(of: variable)
      case .any: preconditionFailure("a key that says nothing is packed")
      }
    return LanePart(slot: slot, shift: UInt32(column.shift), mask: column.mask, size: column.size)
  }

  /// An atom whose keys are all known.
  mutating func placeFind(_ atom: Atom, _ draft: inout LaneDraft) {
    var step = LaneStep(leaves[atom.leaf.index].mode == .rank ? .findRank : .find)
    step.leaf = Int32(atom.leaf.index)
    step.keys = parts(atom.leaf, atom.keys)
    step.keySlot = keySlot(step.keys)
    useValue(of: atom, in: &step, &draft)
    draft.append(step)
  }

  /// An atom some keys of which are to be bound.
  mutating func placeEach(_ atom: Atom, _ draft: inout LaneDraft) {
    let columns = frozen.packings[atom.leaf.index].columns
    if frozen.leaves[atom.leaf.index].fallback != nil, !readsStoredOnly(atom, draft) {
      for (column, term) in zip(columns, atom.keys) {
        guard let variable = term.variable, !draft.bound[variable] else { continue }
        var step = LaneStep(.enumerate)
        step.slot = slot(of: variable)
        step.limit = Int32(column.size)
        draft.append(step)
        bindKey(variable, column, &draft)
      }
      placeFind(atom, &draft)
      return
    }
    let isRank = leaves[atom.leaf.index].mode == .rank
    var step = LaneStep(isRank ? .eachRank : .each)
    step.leaf = Int32(atom.leaf.index)
    var keys: [LanePart] = []
    var binds: [LanePart] = []
    var checks: [LanePart] = []
    let before = draft
    step.isPrefix = true
    step.freeBits = Int32(frozen.packings[atom.leaf.index].bits)
    for (column, term) in zip(columns, atom.keys) {
      let part = part(term, column)
      if before.isKnown(term) {
        keys.append(part)
        step.keyMask |= column.mask &<< column.shift
        if binds.isEmpty, checks.isEmpty {
          step.freeBits = Int32(column.shift)
        } else {
          step.isPrefix = false
        }
      } else if let variable = term.variable, !draft.bound[variable] {
        binds.append(part)
        bindKey(variable, column, &draft)
      } else {
        checks.append(part)
      }
    }
    step.keys = append(keys)
    step.keySlot = keySlot(step.keys)
    step.binds = append(binds)
    step.checks = append(checks)
    if keys.isEmpty, checks.isEmpty, binds.count == 1, let only = binds.first, only.shift == 0 {
      step.bindSlot = only.slot
    }
    if isRank { step.limit = rankLimit(atom, &draft) }
    useValue(of: atom, in: &step, &draft)
    draft.append(step)
  }

  private func keySlot(_ keys: Extent) -> Int32 {
    guard keys.range.count <= 1 else { return -2 }
    guard let only = code.parts[keys.range].first else { return -1 }
    return only.shift == 0 ? only.slot : -2
  }

  private mutating func append(_ parts: [LanePart]) -> Extent {
    let first = code.parts.count
    code.parts += parts
    return Extent(first..<code.parts.count)
  }

  private func bindKey(_ variable: Int, _ column: Packing.Column, _ draft: inout LaneDraft) {
    draft.bound[variable] = true
    draft.naturals[variable] = LaneDraft.Natural(
      slot: slot(of: variable), least: 0, size: Int(column.size), unit: 1)
  }

  /// Binds or compares the value. Tests of that value alone become a mask where it may be one of few.
  private mutating func useValue(of atom: Atom, in step: inout LaneStep, _ draft: inout LaneDraft) {
    switch atom.value {
    case .any: return
    case .constant(let value):
      step.use = .compare
      step.slot = slot(ofConstant: value)
    case .variable(let variable):
      step.slot = slot(of: variable)
      guard !draft.bound[variable] else {
        step.use = .compare
        return
      }
      step.use = .bind
      draft.bound[variable] = true
      let leaf = leaves[atom.leaf.index]
      guard leaf.domain > 0 else { return }
      let natural = LaneDraft.Natural(
        slot: leaf.unit == 1 ? slot(of: variable) : naturalSlot(of: variable), least: leaf.least,
        size: leaf.domain, unit: leaf.unit)
      draft.naturals[variable] = natural
      if leaf.unit != 1 { step.natural = natural.slot }
      mask(variable, natural, &step, &draft)
    }
  }

  private func mask(
    _ variable: Int, _ natural: LaneDraft.Natural, _ step: inout LaneStep, _ draft: inout LaneDraft
  ) {
    guard natural.size <= 64 else { return }
    for (place, test) in draft.tests.enumerated().reversed() where test.variables == [variable] {
      let results = (0..<natural.size).map { number in test.value { _ in natural.value(number) } }
      guard !results.contains(Arithmetic.error) else { continue }
      if !step.isMasked {
        step.isMasked = true
        step.mask = .max
      }
      for (number, result) in results.enumerated() where result == 0 { step.mask &= ~(1 &<< UInt64(number)) }
      draft.tests.remove(at: place)
    }
    if step.isMasked { draft.masked.append((draft.steps.count, variable)) }
  }

  /// The last place of a rank that can pass: its constant, or the last for which the tests of it alone hold, which are
  /// done with if they hold for all before it too.
  private func rankLimit(_ atom: Atom, _ draft: inout LaneDraft) -> Int32 {
    switch atom.value {
    case .any: return .max
    case .constant(let value):
      guard value % .one == 0, value >= .one, value / .one < Value(Int32.max) else { return 0 }
      return Int32(value / .one)
    case .variable(let variable):
      guard !draft.bound[variable] else { return .max }
      let tests = draft.tests.filter { $0.variables == [variable] }
      guard !tests.isEmpty else { return .max }
      func passes(_ place: Int) -> Bool {
        tests.allSatisfy { $0.value { _ in Value(place) * .one } != 0 }
      }
      let siblings = frozen.leaves[atom.leaf.index].keys.last ?? 1
      guard let last = (1...max(1, siblings)).last(where: passes) else { return 0 }
      let isExact = (1...last).allSatisfy { place in
        tests.allSatisfy { $0.value { _ in Value(place) * .one } == 1 }
      }
      if isExact { draft.tests.removeAll { $0.variables == [variable] } }
      return Int32(last)
    }
  }

  /// Goes through the static rows that share what is bound. Returns the slot of the row's number.
  mutating func placeJoin(_ rows: StaticRows, _ draft: inout LaneDraft) -> Int32 {
    var step = LaneStep(.join)
    let rowSlot = rowSlot(isInner: draft.isInner)
    step.slot = rowSlot
    var axes: [(variable: Int, natural: LaneDraft.Natural)] = []
    var size = 1
    for variable in rows.variables where draft.bound[variable] {
      guard let natural = draft.naturals[variable], size * natural.size <= Tabulator.maxCells else {
        continue
      }
      size *= natural.size
      axes.append((variable, natural))
    }
    let firstTerm = code.terms.count
    let strides = appendTerms(axes.map(\.natural))
    var cells: [Int] = []
    var order: [Int] = []
    for row in 0..<rows.count {
      var cell = 0
      var isPossible = true
      for (axis, stride) in zip(axes, strides) {
        guard let number = axis.natural.number(of: rows.value(axis.variable, row)) else {
          isPossible = false
          break
        }
        cell += number * stride
      }
      guard isPossible else { continue }
      cells.append(cell)
      order.append(row)
    }
    let (starts, sorted) = bucketed(cells, of: size)
    let firstStart = code.starts.count
    code.starts += starts
    let firstColumn = code.columns.count
    for variable in rows.variables where !axes.contains(where: { $0.variable == variable }) {
      code.columns.append(
        LaneColumn(
          slot: slot(of: variable), values: Int32(code.values.count), isCompared: draft.bound[variable]))
      code.values += sorted.map { rows.value(variable, order[$0]) }
    }
    // The number of the row itself, in the order of `rows`.
    code.columns.append(LaneColumn(slot: rowSlot, values: Int32(code.values.count), isCompared: false))
    code.values += sorted.map { Value(order[$0]) }
    step.target = Int32(code.joins.count)
    code.joins.append(
      LaneJoin(
        terms: Extent(firstTerm..<code.terms.count), starts: Int32(firstStart), cells: Int32(size),
        columns: Extent(firstColumn..<code.columns.count)))
    draft.append(step)
    for variable in rows.variables { draft.bound[variable] = true }
    return rowSlot
  }

  /// Adds terms for axes and tells their strides; the last axis has stride 1.
  mutating func appendTerms(_ naturals: [LaneDraft.Natural]) -> [Int] {
    var strides: [Int] = []
    var stride = 1
    for natural in naturals.reversed() {
      strides.insert(stride, at: 0)
      stride *= natural.size
    }
    for (natural, stride) in zip(naturals, strides) {
      code.terms.append(LaneTerm(slot: natural.slot, least: Int32(natural.least), stride: Int32(stride)))
    }
    return strides
  }

  /// Sorts things by their cells, stably: where each cell starts, and the things in order.
  func bucketed(_ cells: [Int], of count: Int) -> (starts: [UInt32], order: [Int]) {
    var starts = Array(repeating: UInt32(0), count: count + 1)
    for cell in cells { starts[cell + 1] += 1 }
    for cell in 0..<count { starts[cell + 1] += starts[cell] }
    var next = starts
    var order = Array(repeating: 0, count: cells.count)
    for (thing, cell) in cells.enumerated() {
      order[Int(next[cell])] = thing
      next[cell] += 1
    }
    return (starts, order)
  }
}
