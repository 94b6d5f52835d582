/// A decimal number with six places, as a whole number of millionths.
///
/// `ExactDecimal("2.5")` has the raw value 2,500,000. Sums are exact; products and quotients round half to even at
/// the sixth place. What does not fit, and a division by zero, is `nil`. The least `Int64` is not a value.
package struct ExactDecimal: Sendable, Hashable {
  package let rawValue: Value

  package init(rawValue: Value) {
    self.rawValue = rawValue
  }
}

extension ExactDecimal: Comparable {
  package static func < (one: ExactDecimal, other: ExactDecimal) -> Bool {
    one.rawValue < other.rawValue
  }
}
