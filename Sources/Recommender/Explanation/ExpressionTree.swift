import Inference

/// An expression taken out of its postfix order, to be printed.
indirect enum ExpressionTree {
  case constant(Inference.Value)
  case variable(Int)
  case unary(Instruction, ExpressionTree)
  case binary(Instruction, ExpressionTree, ExpressionTree)

  init?(_ expression: Expression) {
    var stack: [ExpressionTree] = []
    for instruction in expression.code {
      switch instruction {
      case .constant(let value): stack.append(.constant(value))
      case .variable(let variable): stack.append(.variable(variable))
      case .negate, .floor, .ceil, .round, .abs, .not:
        guard let operand = stack.popLast() else { return nil }
        stack.append(.unary(instruction, operand))
      case .add, .subtract, .multiply, .divide, .min, .max, .less, .lessOrEqual, .equal, .notEqual, .and, .or:
        guard let right = stack.popLast(), let left = stack.popLast() else { return nil }
        stack.append(.binary(instruction, left, right))
      }
    }
    guard stack.count == 1, let root = stack.first else { return nil }
    self = root
  }
}
