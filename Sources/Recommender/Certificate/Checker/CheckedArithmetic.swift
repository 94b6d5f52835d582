import Inference

/// Exact decimals of the checker, in 128 bits: no value is nil, which a side that decides does without.
enum CheckedArithmetic {
  private static let unit: Int128 = 1_000_000

  /// Whether all tests hold; nil if one has no value and none is false.
  static func verdict(_ tests: [Expression], _ bindings: Bindings) -> Bool? {
    let values = tests.map { value(of: $0, bindings) }
    if values.contains(0) { return false }
    return values.contains(nil) ? nil : true
  }

  static func value(of expression: Expression, _ bindings: Bindings) -> Inference.Value? {
    var stack: [Inference.Value?] = []
    for instruction in expression.code {
      switch instruction {
      case .constant(let value): stack.append(value)
      case .variable(let variable): stack.append(bindings[variable])
      case .negate, .floor, .ceil, .round, .abs, .not:
        guard let only = stack.popLast() else { return nil }
        stack.append(only.flatMap { apply(instruction, Int128($0), 0) })
      case .and, .or:
        guard let right = stack.popLast(), let left = stack.popLast() else { return nil }
        let deciding: Inference.Value = instruction == .or ? 1 : 0
        stack.append(
          left == deciding || right == deciding
            ? deciding : left == nil || right == nil ? nil : 1 - deciding)
      case .add, .subtract, .multiply, .divide, .min, .max, .less, .lessOrEqual, .equal, .notEqual:
        guard let right = stack.popLast(), let left = stack.popLast() else { return nil }
        stack.append(left.flatMap { left in right.flatMap { apply(instruction, Int128(left), Int128($0)) } })
      }
    }
    return stack.count == 1 ? stack[0] : nil
  }

  private static func apply(_ instruction: Instruction, _ left: Int128, _ right: Int128) -> Inference.Value? {
    switch instruction {
    case .add: narrow(left + right)
    case .subtract: narrow(left - right)
    case .multiply: narrow(quotient(left * right, unit))
    case .divide: right == 0 ? nil : narrow(quotient(left * unit, right))
    case .negate: narrow(-left)
    case .min: narrow(min(left, right))
    case .max: narrow(max(left, right))
    case .floor: narrow(floor(left))
    case .ceil: narrow(-floor(-left))
    case .round: narrow(quotient(left, unit) * unit)
    case .abs: narrow(abs(left))
    case .less: left < right ? 1 : 0
    case .lessOrEqual: left <= right ? 1 : 0
    case .equal: left == right ? 1 : 0
    case .notEqual: left != right ? 1 : 0
    case .not: left == 0 ? 1 : 0
    case .constant, .variable, .and, .or: nil
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
