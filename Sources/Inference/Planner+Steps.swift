extension Planner {
  mutating func append(_ step: Step, _ walk: inout Walk) {
    var step = step
    step.back = Int32(walk.back)
    step.skip = step.back
    switch step.kind {
    case .rows, .chain, .enumerate:
      step.cursor = Int32(walk.cursors)
      walk.cursors += 1
      walk.back = code.steps.count
    case .find, .test, .absent, .conclude, .collect, .succeed: break
    }
    code.steps.append(step)
  }

  mutating func columns(_ columns: [Column]) -> Extent {
    let first = code.columns.count
    code.columns += columns
    return Extent(first..<code.columns.count)
  }

  /// The columns of all keys of an atom or a head.
  mutating func columns(_ keys: [Term], of leaf: LeafID) -> Extent {
    let packing = packings[leaf.index]
    let first = code.columns.count
    for (column, term) in keys.enumerated() {
      code.columns.append(Column(slot(of: term), packing.columns[column]))
    }
    return Extent(first..<code.columns.count)
  }

  func slot(of term: Term) -> Slot {
    switch term {
    case .constant(let value): pool[value]
    case .variable(let variable): code.slot(ofVariable: variable)
    case .any: Slot(0)
    }
  }

  /// Once a match is concluded, generators that bind nothing of relevance need not go on, as long as no step among
  /// them can fail: a failure is reported with all bindings under which it arises.
  func skip(_ steps: Range<Int>, _ question: Question) -> Int32 {
    func isRelevant(_ slot: Slot) -> Bool {
      let variable = slot.index - code.constants.count
      return variable >= 0 && question.relevant.contains(variable)
    }
    var skip = code.steps[steps.upperBound].back
    for number in steps.reversed() {
      let step = code.steps[number]
      let bindsRelevant =
        (step.valueUse == .bind && isRelevant(step.slot))
        || code.columns[step.binds.range].contains { isRelevant($0.slot) }
      switch step.kind {
      case .rows, .chain:
        guard !bindsRelevant else { return skip }
        skip = step.back
      case .enumerate:
        guard !isRelevant(step.slot) else { return skip }
        skip = step.back
      case .find:
        guard !bindsRelevant else { return skip }
      case .test:
        guard !code.operations[step.code.range].contains(where: \.code.canFail) else { return skip }
      case .absent, .conclude, .collect, .succeed: return skip
      }
    }
    return skip
  }

  mutating func indexes(of steps: Range<Int>) -> Extent {
    let first = code.indexes.count
    for number in steps where code.steps[number].kind == .chain {
      let index = code.steps[number].index
      if !code.indexes[first...].contains(index) { code.indexes.append(index) }
    }
    return Extent(first..<code.indexes.count)
  }
}
