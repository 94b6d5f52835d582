import Inference

/// The name of a profile, as far as it was looked into.
enum RecordID {
  case none
  /// The value of a leaf.
  case value(Inference.Value)
  /// In memory, as it is written.
  case plain(UnsafeBufferPointer<UInt8>, isQuoted: Bool)
  case data(Value)

  /// Whether a text is a number of JSON, so that it needs no quotes.
  static func isNumber(_ text: some Collection<UInt8>) -> Bool {
    var rest = text[...]
    func takeDigits() -> Int {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      rest = rest.dropFirst(digits)
      return digits
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let digits = takeDigits()
    guard digits > 0, !startsWithZero || digits == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard takeDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}

extension RecordWriter {
  /// Writes the start of a record: in JSON `{"id":7`, in CSV the first cell.
  mutating func put(_ id: RecordID, _ form: Form, _ texts: RecordTexts, isJSON: Bool) {
    put(name: Int(idLabel))
    let start = out.count
    switch id {
    case .none: if isJSON { out.append("null") }
    case .value(let value): put(value, form, texts)
    case .plain(let bytes, let isQuoted):
      let needsQuotes = isJSON && (isQuoted || !RecordID.isNumber(bytes))
      if needsQuotes { out.append(UInt8(ascii: "\"")) }
      out.append(bytes)
      if needsQuotes { out.append(UInt8(ascii: "\"")) }
    case .data(let value):
      if isJSON {
        out.append(value.json(pretty: false))
      } else {
        switch value {
        case .text(let text), .number(let text): out.append(text)
        case .bool, .list, .object: break
        }
      }
    }
    if !isJSON { endCell(start) }
  }
}
