extension Planner {
  mutating func place(
    _ atom: Atom, _ window: Step.Window, _ tests: [Expression], _ walk: inout Walk
  ) {
    let leaf = leaves[atom.leaf.index]
    let isFree = atom.keys.contains { $0.variable.map { !walk.bound.contains($0) } ?? false }
    if isFree, leaf.fallback != nil, !readsStoredOnly(atom, tests, walk) {
      let packing = packings[atom.leaf.index]
      for (column, term) in atom.keys.enumerated() {
        guard let variable = term.variable, !walk.bound.contains(variable) else { continue }
        var step = Step(.enumerate)
        step.slot = code.slot(ofVariable: variable)
        step.size = Value(packing.columns[column].size)
        append(step, &walk)
        walk.bound.insert(variable)
      }
      placeLookup(atom, window, &walk)
    } else if !isFree, window != .delta {
      placeLookup(atom, window, &walk)
    } else {
      placeScan(atom, window, &walk)
    }
  }

  mutating func placeLookup(_ atom: Atom, _ window: Step.Window, _ walk: inout Walk) {
    var step = Step(.find)
    step.leaf = atom.leaf
    step.window = window
    step.fallback = leaves[atom.leaf.index].fallback ?? .unbound
    step.keys = columns(atom.keys, of: atom.leaf)
    useValue(of: atom, in: &step, &walk)
    append(step, &walk)
  }

  mutating func placeScan(_ atom: Atom, _ window: Step.Window, _ walk: inout Walk) {
    let packing = packings[atom.leaf.index]
    var mask: UInt64 = 0
    for (column, term) in atom.keys.enumerated() where isKnown(term, walk) {
      mask |= packing.columns[column].mask &<< packing.columns[column].shift
    }
    var index: IndexID?
    if window != .delta {
      index = catalog.best(atom.leaf, mask: mask, isValued: isKnown(atom.value, walk))
    }
    var step = Step(index == nil ? .rows : .chain)
    step.leaf = atom.leaf
    step.window = window
    var covered: UInt64 = 0
    var isValueCovered = false
    if let index {
      step.index = index
      covered = catalog.indexes[index.index].mask
      isValueCovered = catalog.indexes[index.index].isValued
    }
    var keys: [Column] = []
    var binds: [Column] = []
    var checks: [Column] = []
    let before = walk.bound
    for (column, term) in atom.keys.enumerated() {
      let place = packing.columns[column]
      let tie = Column(slot(of: term), place)
      if isKnown(term, before) {
        if place.mask &<< place.shift & ~covered == 0 {
          keys.append(tie)
        } else {
          checks.append(tie)
        }
      } else if let variable = term.variable {
        if walk.bound.contains(variable) {
          checks.append(tie)
        } else if walk.bindsVariable(variable) {
          binds.append(tie)
          walk.bound.insert(variable)
        }
      }
    }
    step.keys = columns(keys)
    step.binds = columns(binds)
    step.checks = columns(checks)
    if isValueCovered, isKnown(atom.value, before) {
      step.valueUse = .ignore
      step.slot = slot(of: atom.value)
    } else {
      useValue(of: atom, in: &step, &walk)
    }
    append(step, &walk)
  }

  func useValue(of atom: Atom, in step: inout Step, _ walk: inout Walk) {
    switch atom.value {
    case .any: step.valueUse = .ignore
    case .constant:
      step.valueUse = .compare
      step.slot = slot(of: atom.value)
    case .variable(let variable):
      step.valueUse = walk.bound.contains(variable) ? .compare : .bind
      step.slot = slot(of: atom.value)
      walk.bound.insert(variable)
    }
  }

  /// Whether an atom on a total leaf cannot match a place where nothing is stored: its value is another constant
  /// than the fallback, or a test of that value alone is false for the fallback.
  func readsStoredOnly(_ atom: Atom, _ tests: [Expression], _ walk: Walk) -> Bool {
    guard let fallback = leaves[atom.leaf.index].fallback else { return true }
    switch atom.value {
    case .any: return false
    case .constant(let value): return value != fallback
    case .variable(let variable):
      guard !walk.bound.contains(variable) else { return false }
      return tests.contains { $0.uses == [variable] && $0.value { _ in fallback } == 0 }
    }
  }

  /// How many rows an atom is expected to match.
  func cost(_ atom: Atom, _ tests: [Expression], _ walk: Walk) -> Double {
    let leaf = leaves[atom.leaf.index]
    let isValueKnown = isKnown(atom.value, walk)
    let rows = expectedRows[atom.leaf.index]
    var matches = rows
    var ids = 1.0
    var isFree = false
    for column in atom.keys.indices {
      if isKnown(atom.keys[column], walk) {
        matches /= max(1, min(rows, Double(leaf.keys[column])))
      } else {
        ids *= Double(leaf.keys[column])
        isFree = true
      }
    }
    guard isFree else { return isValueKnown || leaf.fallback == nil ? 0 : 0.5 }
    if leaf.fallback != nil, !readsStoredOnly(atom, tests, walk) { return ids }
    return 1 + (isValueKnown ? matches / 4 : matches)
  }

  func isKnown(_ term: Term, _ walk: Walk) -> Bool {
    isKnown(term, walk.bound)
  }

  func isKnown(_ term: Term, _ bound: VariableSet) -> Bool {
    switch term {
    case .constant: true
    case .variable(let variable): bound.contains(variable)
    case .any: false
    }
  }
}
