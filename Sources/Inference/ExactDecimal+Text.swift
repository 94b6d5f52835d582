extension ExactDecimal: CustomStringConvertible {
  /// Reads `3`, `-3`, `+20` and `0.5`: a sign or none, digits, and up to six places after a point.
  package init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let number = text.withUTF8({ ExactDecimal(utf8: $0) }) else { return nil }
    self = number
  }

  private init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    var rest = bytes[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") {
      rest.removeFirst()
    }
    var value: Value = 0
    var digits = 0
    var places: Int?
    for byte in rest {
      if byte == UInt8(ascii: "."), digits > 0, places == nil {
        places = 0
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let digit = Value(byte - UInt8(ascii: "0"))
      let (tens, isTooGreat) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = tens.addingReportingOverflow(digit)
      guard !isTooGreat, !overflow else { return nil }
      value = sum
      digits += 1
      places = places.map { $0 + 1 }
    }
    guard digits > 0, places != 0, places ?? 0 <= 6 else { return nil }
    for _ in (places ?? 0)..<6 {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = tens
    }
    self.init(rawValue: isNegative ? -value : value)
  }

  /// Without trailing zeros: `2.5`, `-3`.
  package var description: String {
    let (whole, part) = rawValue.magnitude.quotientAndRemainder(dividingBy: UInt64(Value.one))
    let sign = rawValue < 0 ? "-" : ""
    guard part > 0 else { return "\(sign)\(whole)" }
    var places = String(part)
    places = String(repeating: "0", count: 6 - places.count) + places
    while places.hasSuffix("0") {
      places.removeLast()
    }
    return "\(sign)\(whole).\(places)"
  }
}
