extension Machine {
  /// Walks a plan from its first step, and back from each end to the last generator that has more, until none has.
  ///
  /// A test that cannot be computed prunes nothing: a false one behind it would win. Whoever ends the plan judges.
  @discardableResult
  mutating func run(from first: Int) -> Verdict {
    var at = first
    var isEntering = true
    /// The earliest step of the present match that could not be computed.
    var fault = Int.max
    var verdict = Verdict.no
    while at >= 0 {
      let step = code.steps[at]
      var passes = false
      var back = step.back
      switch step.kind {
      case .rows:
        if isEntering {
          openRows(step)
        }
        passes = nextRow(step)
      case .chain:
        if isEntering {
          openChain(step)
        }
        passes = nextOfChain(step)
      case .enumerate:
        let value = isEntering ? 0 : frame[step.slot.index] + 1
        frame[step.slot.index] = value
        passes = value < step.size && visit()
      case .find:
        passes = find(step)
      case .test:
        let value = compute(step.code, step.slot)
        passes = value != 0
        if value == Arithmetic.error {
          fault = min(fault, at)
        }
      case .absent:
        switch run(from: Int(step.target)) {
        case .no: passes = true
        case .yes: break
        case .unknown:
          passes = true
          fault = min(fault, at)
        }
      case .conclude:
        if conclude(step, first..<at, isFaulty: fault != .max) {
          back = step.skip
        }
      case .collect:
        collect(step, isFaulty: fault != .max)
        if fault == .max {
          back = step.skip
        }
      case .succeed:
        guard fault != .max else { return .yes }
        verdict = .unknown
        worstFault = max(worstFault, self.fault(of: first..<at))
      }
      if passes {
        at += 1
        isEntering = true
      } else {
        at = Int(back)
        isEntering = false
        if fault > at {
          fault = .max
        }
        if isStopped { return .no }
      }
    }
    return verdict
  }

  /// The value of an expression: its operations in order, each into its slot.
  @inline(__always)
  mutating func compute(_ operations: Extent, _ result: Slot) -> Value {
    for number in operations.range {
      let operation = code.operations[number]
      frame[operation.result.index] = operation.code.result(
        frame[operation.left.index], frame[operation.right.index])
    }
    return frame[result.index]
  }

  /// Counts a row or an id that is looked at.
  @inline(__always)
  mutating func visit() -> Bool {
    visitsLeft -= 1
    guard visitsLeft >= 0 else {
      isOutOfInstances = true
      return false
    }
    return true
  }
}
