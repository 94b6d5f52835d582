/// Why an expression has no value. Of two, the greater is reported.
enum Fault: UInt8, Sendable, Comparable {
  case none, overflow, divisionByZero

  static func < (one: Fault, other: Fault) -> Bool {
    one.rawValue < other.rawValue
  }
}
