/// A value in a sample program; `present` is what a member of a set and an entry of a map hold.
package enum SampleDatum: Sendable, Hashable {
  /// A number in millionths.
  case number(Int64)
  /// An id or a word.
  case name(String)
  case truth(Bool)
  case present

  package static let one = SampleDatum.number(1_000_000)

  /// The value as an author writes it: `2.5`, `copywriting`, `yes`.
  package var text: String {
    switch self {
    case .number(let micros):
      let sign = micros < 0 ? "-" : ""
      let (whole, rest) = micros.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
      guard rest > 0 else { return "\(sign)\(whole)" }
      var digits = String(rest)
      digits = String(repeating: "0", count: 6 - digits.count) + digits
      while digits.hasSuffix("0") { digits.removeLast() }
      return "\(sign)\(whole).\(digits)"
    case .name(let name): return name
    case .truth(let isTrue): return isTrue ? "yes" : "no"
    case .present: return "{}"
    }
  }
}
