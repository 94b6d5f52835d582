/// Exact decimals in millionths, reckoned in 128 bits and rounded half to even.
enum NaiveArithmetic {
  private static let unit: Int128 = 1_000_000

  static func apply(_ operation: String, _ operands: [Int64]) throws(NaiveFailure.Code) -> Int64 {
    let first = Int128(operands[0])
    let second = Int128(operands.last ?? 0)
    switch operation {
    case "+": return try narrow(first + second)
    case "-": return try narrow(first - second)
    case "*": return try narrow(quotient(first * second, unit))
    case "/":
      if second == 0 { throw .divisionByZero }
      return try narrow(quotient(first * unit, second))
    case "negate": return try narrow(-first)
    case "abs": return try narrow(abs(first))
    case "min": return try narrow(min(first, second))
    case "max": return try narrow(max(first, second))
    case "round": return try narrow(quotient(first, unit) * unit)
    case "floor": return try narrow(floor(first))
    case "ceil": return try narrow(-floor(-first))
    default: preconditionFailure("no operation \(operation)")
    }
  }

  /// The sum, which does not depend on the order of the parts even where a part of them alone is too great.
  static func sum(_ parts: some Sequence<Int64>) throws(NaiveFailure.Code) -> Int64 {
    try narrow(parts.reduce(Int128(0)) { $0 + Int128($1) })
  }

  private static func floor(_ value: Int128) -> Int128 {
    let rest = value % unit
    return value - (rest < 0 ? rest + unit : rest)
  }

  private static func quotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    let twice = rest.magnitude * 2
    let goesAway = twice > divisor.magnitude || (twice == divisor.magnitude && quotient % 2 != 0)
    guard goesAway else { return quotient }
    return quotient + ((dividend < 0) == (divisor < 0) ? 1 : -1)
  }

  private static func narrow(_ wide: Int128) throws(NaiveFailure.Code) -> Int64 {
    guard wide.magnitude <= Int128(Int64.max).magnitude else { throw .overflow }
    return Int64(wide)
  }
}
