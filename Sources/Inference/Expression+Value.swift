extension Expression {
  /// The value for given variables, `Int64.min` if there is none.
  package func value(of variable: (Int) -> Value) -> Value {
    var stack: [Value] = []
    for instruction in code {
      switch instruction {
      case .constant(let value): stack.append(value)
      case .variable(let number): stack.append(variable(number))
      case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .less,
        .lessOrEqual, .equal, .notEqual, .and, .or, .not:
        guard let operation = instruction.operation, stack.count >= operation.operands else {
          preconditionFailure("an expression lacks an operand")
        }
        let right = stack.removeLast()
        let left = operation.operands == 2 ? stack.removeLast() : right
        stack.append(operation.result(left, right))
      }
    }
    guard let value = stack.last, stack.count == 1 else {
      preconditionFailure("an expression has not one result")
    }
    return value
  }
}
