extension Planner {
  mutating func place(_ test: Expression, _ walk: inout Walk) {
    var step = Step(.test)
    let (extent, slot) = operations(of: test, temporaries: code.constants.count + walk.allVariables)
    step.code = extent
    step.slot = slot
    append(step, &walk)
  }

  mutating func operations(of expression: Expression, temporaries: Int) -> (Extent, Slot) {
    let first = code.operations.count
    var stack: [Slot] = []
    for instruction in expression.code {
      switch instruction {
      case .constant(let value): stack.append(pool[value])
      case .variable(let variable): stack.append(code.slot(ofVariable: variable))
      case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .less,
        .lessOrEqual, .equal, .notEqual, .and, .or, .not:
        guard let operation = instruction.operation, stack.count >= operation.operands else {
          preconditionFailure("an expression lacks an operand")
        }
        let right = stack.removeLast()
        let left = operation.operands == 2 ? stack.removeLast() : right
        let result = Slot(temporaries + stack.count)
        code.frameSize = max(code.frameSize, result.index + 1)
        code.operations.append(Operation(code: operation, left: left, right: right, result: result))
        stack.append(result)
      }
    }
    guard let result = stack.last, stack.count == 1 else {
      preconditionFailure("an expression has not one result")
    }
    return (Extent(first..<code.operations.count), result)
  }
}
