extension ExactDecimal {
  package static let zero = ExactDecimal(rawValue: 0)

  package func adding(_ other: ExactDecimal) -> ExactDecimal? {
    ExactDecimal(checked: Arithmetic.add(rawValue, other.rawValue))
  }

  package func subtracting(_ other: ExactDecimal) -> ExactDecimal? {
    ExactDecimal(checked: Arithmetic.subtract(rawValue, other.rawValue))
  }

  package func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    ExactDecimal(checked: Arithmetic.multiply(rawValue, other.rawValue))
  }

  /// `nil` also when `other` is zero.
  package func divided(by other: ExactDecimal) -> ExactDecimal? {
    ExactDecimal(checked: Arithmetic.divide(rawValue, other.rawValue))
  }

  package var negated: ExactDecimal {
    ExactDecimal(rawValue: Arithmetic.negate(rawValue))
  }

  package var magnitude: ExactDecimal {
    ExactDecimal(rawValue: Arithmetic.magnitude(rawValue))
  }

  package func floor() -> ExactDecimal? {
    ExactDecimal(checked: Arithmetic.floor(rawValue))
  }

  package func ceil() -> ExactDecimal? {
    ExactDecimal(checked: Arithmetic.ceil(rawValue))
  }

  /// To the nearest whole number, a half to the even one.
  package func round() -> ExactDecimal? {
    ExactDecimal(checked: Arithmetic.round(rawValue))
  }

  package var isWhole: Bool {
    rawValue % .one == 0
  }

  private init?(checked value: Value) {
    guard value != Arithmetic.error else { return nil }
    self.init(rawValue: value)
  }
}
