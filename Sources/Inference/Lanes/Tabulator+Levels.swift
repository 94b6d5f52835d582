extension Tabulator {
  /// Says for each step that fills a level which slots it hands on: those that are bound by then and used behind it.
  mutating func carry() {
    for plan in code.plans {
      let steps = Int(plan.first)..<Int(plan.end)
      for place in steps {
        let step = code.steps[place]
        guard step.kind.isGenerator || step.kind == .absent else { continue }
        var later: Set<Int32> = []
        if step.kind == .absent {
          later = used(in: code.plans[Int(step.target)])
        } else {
          for other in (place + 1)..<steps.upperBound { later.formUnion(used(code.steps[other])) }
          later.formUnion(code.parts[step.checks.range].map(\.slot))
          if step.use == .compare { later.insert(step.slot) }
          if step.kind == .join {
            later.formUnion(
              code.columns[code.joins[Int(step.target)].columns.range].filter(\.isCompared).map(\.slot))
          }
        }
        // What the step itself binds, and what nobody bound before, is of no use but does no harm.
        let first = code.carried.count
        code.carried += later.filter { $0 < Int32(firstConstant) }.sorted()
        code.steps[place].carried = Extent(first..<code.carried.count)
      }
    }
  }

  private func used(in plan: LanePlan) -> Set<Int32> {
    (Int(plan.first)..<Int(plan.end)).reduce(into: []) { $0.formUnion(used(code.steps[$1])) }
  }

  /// The slots that a step reads.
  private func used(_ step: LaneStep) -> Set<Int32> {
    var slots = Set((code.parts[step.keys.range] + code.parts[step.checks.range]).map(\.slot))
    if step.use == .compare { slots.insert(step.slot) }
    switch step.kind {
    case .find, .each, .findRank, .eachRank, .enumerate, .accumulate, .succeed: break
    case .join: slots.formUnion(used(join: Int(step.target)))
    case .sweep: slots.formUnion(used(join: Int(code.sweeps[Int(step.target)].join)))
    case .test: slots.formUnion(used(step.code) + [step.slot])
    case .absent: slots.formUnion(used(in: code.plans[Int(step.target)]))
    case .cells:
      let cells = code.cells[Int(step.target)]
      slots.formUnion(code.terms[cells.terms.range].map(\.slot))
      for head in code.heads[cells.heads.range] { slots.formUnion(code.parts[head.parts.range].map(\.slot)) }
    case .conclude:
      for target in code.targets[code.conclusions[Int(step.target)].targets.range] {
        slots.formUnion(code.parts[target.parts.range].map(\.slot) + used(target.code))
        if target.slot >= 0 { slots.insert(target.slot) }
      }
    case .collect: slots.formUnion(code.collected[step.code.range])
    }
    return slots
  }

  private func used(join: Int) -> [Int32] {
    code.terms[code.joins[join].terms.range].map(\.slot)
      + code.columns[code.joins[join].columns.range].filter(\.isCompared).map(\.slot)
  }

  private func used(_ operations: Extent) -> [Int32] {
    code.operations[operations.range].flatMap { [Int32($0.left.index), Int32($0.right.index)] }
  }

  /// How many levels the deepest plan takes.
  func depth() -> Int {
    code.plans.map { depth($0) }.max().map { $0 + 1 } ?? 1
  }

  private func depth(_ plan: LanePlan) -> Int {
    var deepest = 0
    var depth = 0
    for step in code.steps[Int(plan.first)..<Int(plan.end)] {
      if step.kind.isGenerator { depth += 1 }
      if step.kind == .absent { deepest = max(deepest, depth + 1 + self.depth(code.plans[Int(step.target)])) }
      deepest = max(deepest, depth)
    }
    return deepest
  }
}
