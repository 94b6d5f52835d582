/// With which variables an expression may rise, and with which it may fall.
///
/// Each operation rises or falls with its operands, or its sign tells; what is told holds for values within the frame.
struct Slopes {
  var rising: VariableSet = []
  var falling: VariableSet = []

  init() {}

  init(_ expression: Expression, _ frame: [Interval]) {
    var stack: [(slopes: Slopes, value: Interval)] = []
    for instruction in expression.code {
      switch instruction {
      case .constant(let value): stack.append((Slopes(), Interval(value)))
      case .variable(let variable):
        var slopes = Slopes()
        slopes.rising.insert(variable)
        stack.append((slopes, frame[variable]))
      case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .less,
        .lessOrEqual, .equal, .notEqual, .and, .or, .not:
        guard let code = instruction.operation, let right = stack.popLast() else { continue }
        let left = code.operands == 2 ? stack.popLast() ?? right : right
        stack.append((Slopes.result(code, left, right), Interval.result(code, left.value, right.value)))
      }
    }
    self = stack.last?.slopes ?? Slopes()
  }

  private static func result(
    _ code: Operation.Code, _ left: (slopes: Slopes, value: Interval),
    _ right: (slopes: Slopes, value: Interval)
  ) -> Slopes {
    let (one, other) = (left.slopes, right.slopes)
    switch code {
    case .add, .min, .max, .and, .or: return one.union(other)
    case .subtract: return one.union(other.turned)
    case .floor, .ceil, .round: return one
    case .negate, .not: return one.turned
    case .multiply: return one.times(right.value).union(other.times(left.value))
    case .divide:
      guard !right.value.contains(0) else { return one.union(other).either }
      return one.times(right.value).union(other.times(left.value).turned)
    case .abs: return one.times(left.value)
    case .less, .lessOrEqual: return one.turned.union(other)
    case .equal, .notEqual: return one.union(other).either
    }
  }

  private func union(_ other: Slopes) -> Slopes {
    var slopes = self
    slopes.rising.formUnion(other.rising)
    slopes.falling.formUnion(other.falling)
    return slopes
  }

  private var turned: Slopes {
    var slopes = Slopes()
    (slopes.rising, slopes.falling) = (falling, rising)
    return slopes
  }

  private var either: Slopes { union(turned) }

  private func times(_ factor: Interval) -> Slopes {
    factor.low >= 0 ? self : factor.high <= 0 ? turned : either
  }
}
