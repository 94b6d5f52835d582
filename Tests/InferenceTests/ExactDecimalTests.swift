import Inference
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
  @Test(
    "are read from digits with a sign or none and up to six places",
    arguments: [
      ("3", 3_000_000), ("-3", -3_000_000), ("+20", 20_000_000), ("0.5", 500_000), ("012", 12_000_000),
      ("1.000001", 1_000_001), ("-0.25", -250_000), ("9223372036854.775807", Int64.max), ("-0", 0),
    ])
  func reading(text: String, raw: Int64) {
    #expect(ExactDecimal(text)?.rawValue == raw)
  }

  @Test(
    "are not read from anything else",
    arguments: [
      "", "-", "+", ".", ".5", "5.", "1_000", "1e3", "0x1", " 1", "1 ", "--1", "1.0000001", "1.2.3",
      "9223372036854.775808", "-9223372036854.775808", "99999999999999999999", "３",
    ])
  func malformed(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test(
    "print without trailing zeros",
    arguments: ["0", "3", "-3", "0.5", "-0.5", "20.05", "1.000001", "9223372036854.775807", "1000"])
  func printing(text: String) {
    #expect(ExactDecimal(text)?.description == text)
  }

  @Test("add and subtract exactly, and know when a result does not fit")
  func sums() throws {
    let greatest = ExactDecimal(rawValue: .max)
    let tenth = try #require(ExactDecimal("0.1"))
    let fifth = try #require(ExactDecimal("0.2"))
    #expect(tenth.adding(fifth)?.description == "0.3")
    #expect(tenth.subtracting(fifth)?.description == "-0.1")
    #expect(greatest.adding(tenth) == nil)
    #expect(greatest.negated.subtracting(tenth) == nil)
    #expect(greatest.negated.subtracting(ExactDecimal(rawValue: 1)) == nil)
  }

  @Test(
    "round products half to even at the sixth place",
    arguments: [
      ("0.000001", "0.5", "0"), ("0.000003", "0.5", "0.000002"), ("0.000005", "0.5", "0.000002"),
      ("0.000003", "-0.5", "-0.000002"), ("2.5", "4", "10"), ("-1.5", "-1.5", "2.25"),
      ("0.000007", "0.1", "0.000001"), ("1000000", "1000000", "1000000000000"),
    ])
  func products(one: String, other: String, product: String) throws {
    let (one, other) = (try #require(ExactDecimal(one)), try #require(ExactDecimal(other)))
    #expect(one.multiplied(by: other)?.description == product)
    #expect(other.multiplied(by: one)?.description == product)
  }

  @Test(
    "round quotients half to even at the sixth place",
    arguments: [
      ("1", "3", "0.333333"), ("2", "3", "0.666667"), ("-2", "3", "-0.666667"), ("1", "8", "0.125"),
      ("0.000001", "2", "0"), ("0.000003", "2", "0.000002"), ("0.000005", "-2", "-0.000002"),
      ("9223372036854.775807", "1", "9223372036854.775807"), ("7", "9223372036854", "0"),
    ])
  func quotients(one: String, other: String, quotient: String) throws {
    let (one, other) = (try #require(ExactDecimal(one)), try #require(ExactDecimal(other)))
    #expect(one.divided(by: other)?.description == quotient)
  }

  @Test("have no product or quotient that does not fit, and none by zero")
  func overflows() throws {
    let million = try #require(ExactDecimal("10000000"))
    let greatest = ExactDecimal(rawValue: .max)
    #expect(million.multiplied(by: million) == nil)
    #expect(greatest.multiplied(by: greatest) == nil)
    #expect(greatest.divided(by: try #require(ExactDecimal("0.5"))) == nil)
    #expect(greatest.divided(by: ExactDecimal(rawValue: 1)) == nil)
    #expect(million.divided(by: .zero) == nil)
  }

  @Test(
    "round to whole numbers down, up, and to the nearest, a half to the even one",
    arguments: [
      ("2.5", "2", "3", "2"), ("3.5", "3", "4", "4"), ("-2.5", "-3", "-2", "-2"), ("-0.1", "-1", "0", "0"),
      ("7", "7", "7", "7"), ("0.500001", "0", "1", "1"), ("-1.5", "-2", "-1", "-2"),
    ])
  func wholes(text: String, floor: String, ceil: String, round: String) throws {
    let number = try #require(ExactDecimal(text))
    #expect(number.floor()?.description == floor)
    #expect(number.ceil()?.description == ceil)
    #expect(number.round()?.description == round)
  }

  @Test("do not round to a whole number that does not fit")
  func wholeOverflows() {
    let greatest = ExactDecimal(rawValue: .max)
    #expect(greatest.ceil() == nil)
    #expect(greatest.round() == nil)
    #expect(greatest.negated.floor() == nil)
    #expect(greatest.floor()?.rawValue == 9_223_372_036_854_000_000)
  }

  @Test("agree with products and quotients of 128 bits")
  func wide() {
    var random = Random(seed: 7)
    for _ in 0..<2_000 {
      let one = Int64(truncatingIfNeeded: random.next()) >> Int64(random.below(60))
      let other = Int64(truncatingIfNeeded: random.next()) >> Int64(random.below(60))
      guard one != .min, other != .min else { continue }
      let product = halfEven(Int128(one) * Int128(other), 1_000_000)
      #expect(ExactDecimal(rawValue: one).multiplied(by: ExactDecimal(rawValue: other))?.rawValue == product)
      let quotient = other == 0 ? nil : halfEven(Int128(one) * 1_000_000, Int128(other))
      #expect(ExactDecimal(rawValue: one).divided(by: ExactDecimal(rawValue: other))?.rawValue == quotient)
    }
  }

  private func halfEven(_ dividend: Int128, _ divisor: Int128) -> Int64? {
    let isNegative = (dividend < 0) != (divisor < 0)
    let (quotient, remainder) = dividend.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    let double = remainder * 2
    let isUp = double > divisor.magnitude || (double == divisor.magnitude && quotient % 2 == 1)
    guard let magnitude = Int64(exactly: quotient + (isUp ? 1 : 0)) else { return nil }
    return isNegative ? -magnitude : magnitude
  }
}
