extension Planner {
  mutating func place(
    _ atom: Atom, _ window: Step.Window, _ tests: [Expression], _ walk: inout Walk
  ) {
    let leaf = leaves[atom.leaf.index]
    let free = atom.keys.compactMap(\.variable).filter { !walk.bound[$0] }
    if !free.isEmpty, leaf.fallback != nil, !readsStoredOnly(atom, tests, walk) {
      let packing = packings[atom.leaf.index]
      for (column, term) in atom.keys.enumerated() {
        guard let variable = term.variable, !walk.bound[variable] else { continue }
        var step = Step(.enumerate)
        step.slot = code.slot(ofVariable: variable)
        step.size = Value(packing.columns[column].size)
        append(step, &walk)
        walk.bound[variable] = true
      }
      placeLookup(atom, window, &walk)
    } else if free.isEmpty, window != .delta {
      placeLookup(atom, window, &walk)
    } else {
      placeScan(atom, window, &walk)
    }
  }

  mutating func placeLookup(_ atom: Atom, _ window: Step.Window, _ walk: inout Walk) {
    let packing = packings[atom.leaf.index]
    var step = Step(.find)
    step.leaf = atom.leaf
    step.window = window
    step.fallback = leaves[atom.leaf.index].fallback ?? .unbound
    step.keys = columns(atom.keys.indices.map { Column(slot(of: atom.keys[$0]), packing.columns[$0]) })
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
        if walk.bound[variable] {
          checks.append(tie)
        } else if walk.bindsVariable(variable) {
          binds.append(tie)
          walk.bound[variable] = true
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
      step.valueUse = walk.bound[variable] ? .compare : .bind
      step.slot = slot(of: atom.value)
      walk.bound[variable] = true
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
      guard !walk.bound[variable] else { return false }
      return tests.contains { $0.variables == [variable] && $0.value { _ in fallback } == 0 }
    }
  }

  /// How many rows an atom is expected to match.
  func cost(_ atom: Atom, _ tests: [Expression], _ walk: Walk) -> Double {
    let leaf = leaves[atom.leaf.index]
    let isValueKnown = isKnown(atom.value, walk)
    let free = atom.keys.indices.filter { !isKnown(atom.keys[$0], walk) }
    guard !free.isEmpty else { return isValueKnown || leaf.fallback == nil ? 0 : 0.5 }
    if leaf.fallback != nil, !readsStoredOnly(atom, tests, walk) {
      return free.reduce(1) { $0 * Double(leaf.keys[$1]) }
    }
    let rows = expectedRows[atom.leaf.index]
    var matches = rows
    for column in atom.keys.indices where isKnown(atom.keys[column], walk) {
      matches /= max(1, min(rows, Double(leaf.keys[column])))
    }
    return 1 + (isValueKnown ? matches / 4 : matches)
  }

  func isKnown(_ term: Term, _ walk: Walk) -> Bool {
    isKnown(term, walk.bound)
  }

  func isKnown(_ term: Term, _ bound: [Bool]) -> Bool {
    switch term {
    case .constant: true
    case .variable(let variable): bound[variable]
    case .any: false
    }
  }
}
