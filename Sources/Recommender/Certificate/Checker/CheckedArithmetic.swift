import Inference

/// Exact decimals of the checker, in 128 bits. What has no value is nil.
enum CheckedArithmetic {
  private static let unit: Int128 = 1_000_000
  private static let unary: Set<Instruction> = [.negate, .floor, .ceil, .round, .abs, .not]

  /// Whether all tests hold; nil if one has no value and none is false.
  static func verdict(_ tests: [Expression], _ bindings: Bindings) -> Bool? {
    let values = tests.map { value(of: $0, bindings) }
    if values.contains(0) { return false }
    return values.contains(nil) ? nil : true
  }

  static func value(of expression: Expression, _ bindings: Bindings) -> Inference.Value? {
    var stack: [Inference.Value?] = []
    for instruction in expression.code {
      if case .constant(let value) = instruction {
        stack.append(value)
      } else if case .variable(let variable) = instruction {
        stack.append(bindings[variable])
      } else {
        guard let right = stack.popLast(),
          let left = unary.contains(instruction) ? right : stack.popLast()
        else { return nil }
        stack.append(apply(instruction, left, right))
      }
    }
    return stack.count == 1 ? stack[0] : nil
  }

  private static func apply(
    _ instruction: Instruction, _ one: Inference.Value?, _ other: Inference.Value?
  ) -> Inference.Value? {
    // One side may decide, whatever becomes of the other.
    if instruction == .and, one == 0 || other == 0 { return 0 }
    if instruction == .or, one == 1 || other == 1 { return 1 }
    guard let one, let other else { return nil }
    let (left, right) = (Int128(one), Int128(other))
    return switch instruction {
    case .add: narrow(left + right)
    case .subtract: narrow(left - right)
    case .multiply: narrow(quotient(left * right, unit))
    case .divide: right == 0 ? nil : narrow(quotient(left * unit, right))
    case .negate: narrow(-left)
    case .min: min(one, other)
    case .max: max(one, other)
    case .floor: narrow(floor(left))
    case .ceil: narrow(-floor(-left))
    case .round: narrow(quotient(left, unit) * unit)
    case .abs: narrow(abs(left))
    case .less: one < other ? 1 : 0
    case .lessOrEqual: one <= other ? 1 : 0
    case .equal: one == other ? 1 : 0
    case .notEqual: one != other ? 1 : 0
    case .not: one == 0 ? 1 : 0
    case .and, .or: instruction == .and ? 1 : 0
    case .constant, .variable: nil
    }
  }

  /// Nil for what does not fit; the least `Int64` is no value.
  static func narrow(_ wide: Int128) -> Inference.Value? {
    wide.magnitude <= Int128(Inference.Value.max).magnitude ? Inference.Value(wide) : nil
  }

  private static func floor(_ value: Int128) -> Int128 {
    let rest = value % unit
    return rest < 0 ? value - rest - unit : value - rest
  }

  /// Rounded, a half to the even one.
  private static func quotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let (whole, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    let twice = 2 * rest.magnitude
    let isAway = twice > divisor.magnitude || (twice == divisor.magnitude && whole % 2 != 0)
    return !isAway ? whole : (dividend < 0) == (divisor < 0) ? whole + 1 : whole - 1
  }
}
