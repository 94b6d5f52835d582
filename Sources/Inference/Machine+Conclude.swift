extension Machine {
  /// Writes the heads of a clause for the present match. Returns whether nothing failed.
  mutating func conclude(_ step: Step, _ steps: Range<Int>, isFaulty: Bool) -> Bool {
    instancesLeft -= 1
    guard instancesLeft >= 0 else {
      isOutOfInstances = true
      return true
    }
    let clause = ClauseID(Int(step.target))
    let rule = frozen.rules[clause.index]
    guard !isFaulty else {
      fail(clause, fault(of: steps))
      return false
    }
    if let distinct = rule.distinct {
      let isNew = distincts[distinct].insert(frozen.projections[rule.projection.range], of: frame)
      guard isNew else { return true }
    }
    guard computeHeads(of: clause, rule) else {
      if let distinct = rule.distinct {
        // So that the failure is reported with all bindings under which it arises.
        distincts[distinct].removeLast()
      }
      return false
    }
    let first = rule.targets.range.lowerBound
    for number in rule.targets.range {
      let target = frozen.targets[number]
      guard let key = key(target.keys) else {
        preconditionFailure("a clause writes to a key that is not there")
      }
      write(target.leaf, key, headValues[number - first])
    }
    return true
  }

  /// Computes what the heads of a clause write. If one of them fails, the match concludes nothing.
  private mutating func computeHeads(of clause: ClauseID, _ rule: Rule) -> Bool {
    headValues.removeAll(keepingCapacity: true)
    var isClean = true
    for number in rule.targets.range {
      let target = frozen.targets[number]
      let value = target.value.map { compute(target.code, $0) } ?? 1
      headValues.append(value)
      if value == Arithmetic.error {
        fail(clause, fault(of: target.code))
        isClean = false
      } else if !target.bounds.contains(value), target.value != nil {
        failures.insert(.outOfBounds(clause, bindings: bindings(of: clause), leaf: target.leaf, value: value))
        isClean = false
      } else if target.isWhole, value % .one != 0, target.value != nil {
        failures.insert(.notWhole(clause, bindings: bindings(of: clause), leaf: target.leaf, value: value))
        isClean = false
      }
    }
    return isClean
  }

  /// Lets a value hold at a place, in the way of the leaf.
  mutating func write(_ leaf: LeafID, _ key: UInt64, _ value: Value) {
    let number = leaf.index
    let mode = frozen.modes[number]
    switch mode {
    case .one:
      let packRow = frozen.packRow(number, at: key)
      guard packRow < 0 else {
        if frozen.pack[number].values[Int(packRow)] != value {
          conflicts.insert(UnresolvedPlace(leaf: leaf, key: key))
        }
        return
      }
      let row = store.relations[number].row(at: key)
      guard row >= 0 else {
        append(number, key, value)
        return
      }
      let other = store.relations[number].rows.values[Int(row)]
      if other != value {
        conflicts.insert(UnresolvedPlace(leaf: leaf, key: key))
        // Of what is new, the least value stands, so that nothing depends on the order of rows.
        if row >= store.relations[number].visible, value < other {
          store.relations[number].setValue(value, at: row)
        }
      }
    case .sum:
      let row = store.relations[number].row(at: key)
      if row < 0 {
        append(number, key, value)
      } else {
        store.relations[number].add(value, at: row)
      }
    case .max, .min:
      let row = store.relations[number].row(at: key)
      guard row >= 0 else {
        append(number, key, value)
        return
      }
      let other = store.relations[number].rows.values[Int(row)]
      if mode == .max ? value > other : value < other {
        store.relations[number].setValue(value, at: row)
      }
    case .rank: preconditionFailure("a rank is never written")
    }
  }

  mutating func append(_ leaf: Int, _ key: UInt64, _ value: Value) {
    factsLeft -= 1
    guard factsLeft >= 0 else {
      isOutOfFacts = true
      return
    }
    store.relations[leaf].append(key, value)
  }

  /// Notes the present match: the variables, and for a writer the value that it writes.
  mutating func collect(_ step: Step, isFaulty: Bool) {
    instancesLeft -= 1
    guard instancesLeft >= 0 else {
      isOutOfInstances = true
      return
    }
    let first = code.constants.count
    let variables = frame[first..<first + collectedWidth]
    guard !isFaulty else {
      collectedFaults += variables
      collectedFaults.append(0)
      return
    }
    guard step.target >= 0 else {
      collected += variables
      collected.append(0)
      return
    }
    let clause = frozen.targets[Int(step.target)].clause
    let rule = frozen.rules[clause.index]
    guard computeHeads(of: clause, rule) else { return }
    collected += variables
    collected.append(headValues[Int(step.target) - rule.targets.range.lowerBound])
  }

  // MARK: Failures

  private mutating func fail(_ clause: ClauseID, _ fault: Fault) {
    let bindings = bindings(of: clause)
    failures.insert(
      fault == .divisionByZero
        ? .divisionByZero(clause, bindings: bindings) : .overflow(clause, bindings: bindings))
  }

  private func bindings(of clause: ClauseID) -> [Value] {
    let rule = frozen.rules[clause.index]
    let bound = rule.isBound.range
    return (0..<rule.variables).map {
      frozen.isBound[bound.lowerBound + $0] ? frame[code.slot(ofVariable: $0).index] : .unbound
    }
  }

  /// The worst fault of the tests and absences of some steps. Only asked when there is one.
  mutating func fault(of steps: Range<Int>) -> Fault {
    var worst = Fault.none
    for number in steps {
      let step = code.steps[number]
      if step.kind == .test {
        _ = compute(step.code, step.slot)
        worst = max(worst, fault(of: step.code))
      } else if step.kind == .absent {
        worstFault = .none
        run(from: Int(step.target))
        worst = max(worst, worstFault)
      }
    }
    return worst
  }

  /// Why the last of some operations has no value, `none` if it has one.
  private mutating func fault(of operations: Extent) -> Fault {
    var faults: [Slot: Fault] = [:]
    var last = Fault.none
    for number in operations.range {
      let operation = code.operations[number]
      let (left, right) = (frame[operation.left.index], frame[operation.right.index])
      let value = operation.code.result(left, right)
      last = .none
      if value == Arithmetic.error {
        let inherited = max(faults[operation.left] ?? .none, faults[operation.right] ?? .none)
        let own: Fault = operation.code == .divide && right == 0 ? .divisionByZero : .overflow
        last = inherited == .none ? own : inherited
      }
      frame[operation.result.index] = value
      faults[operation.result] = last
    }
    return last
  }
}
