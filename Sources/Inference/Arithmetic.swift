/// Arithmetic on raw values, in which `Value.unbound` is the error: what goes in with an error comes out as one.
enum Arithmetic {
  static let error = Value.unbound
  private static let scale: UInt64 = 1_000_000

  static func add(_ one: Value, _ other: Value) -> Value {
    guard one != error, other != error else { return error }
    let (sum, overflow) = one.addingReportingOverflow(other)
    return overflow ? error : sum
  }

  static func subtract(_ one: Value, _ other: Value) -> Value {
    guard one != error, other != error else { return error }
    let (difference, overflow) = one.subtractingReportingOverflow(other)
    return overflow ? error : difference
  }

  static func multiply(_ one: Value, _ other: Value) -> Value {
    guard one != error, other != error else { return error }
    let product = one.magnitude.multipliedFullWidth(by: other.magnitude)
    guard product.high < scale else { return error }
    let (quotient, remainder) = scale.dividingFullWidth(product)
    return rounded(quotient, remainder, scale, isNegative: (one < 0) != (other < 0))
  }

  static func divide(_ one: Value, _ other: Value) -> Value {
    guard one != error, other != error, other != 0 else { return error }
    let dividend = one.magnitude.multipliedFullWidth(by: scale)
    let divisor = other.magnitude
    guard dividend.high < divisor else { return error }
    let (quotient, remainder) = divisor.dividingFullWidth(dividend)
    return rounded(quotient, remainder, divisor, isNegative: (one < 0) != (other < 0))
  }

  static func negate(_ one: Value) -> Value {
    one == error ? error : -one
  }

  static func magnitude(_ one: Value) -> Value {
    one < 0 ? negate(one) : one
  }

  static func floor(_ one: Value) -> Value {
    guard one != error else { return error }
    let rest = one % .one
    return subtract(one, rest < 0 ? rest + .one : rest)
  }

  static func ceil(_ one: Value) -> Value {
    negate(floor(negate(one)))
  }

  /// To the nearest whole number, a half to the even one.
  static func round(_ one: Value) -> Value {
    guard one != error else { return error }
    let (quotient, remainder) = one.magnitude.quotientAndRemainder(dividingBy: scale)
    let isUp = remainder > scale / 2 || (remainder == scale / 2 && quotient % 2 == 1)
    let (magnitude, overflow) = (quotient + (isUp ? 1 : 0)).multipliedReportingOverflow(by: scale)
    guard !overflow, magnitude <= UInt64(Value.max) else { return error }
    return one < 0 ? -Value(magnitude) : Value(magnitude)
  }

  private static func rounded(
    _ quotient: UInt64, _ remainder: UInt64, _ divisor: UInt64, isNegative: Bool
  ) -> Value {
    let rest = divisor - remainder
    let isUp = remainder > rest || (remainder == rest && quotient % 2 == 1)
    let (magnitude, overflow) = quotient.addingReportingOverflow(isUp ? 1 : 0)
    guard !overflow, magnitude <= UInt64(Value.max) else { return error }
    return isNegative ? -Value(magnitude) : Value(magnitude)
  }
}
