/// Reads the records of a CSV file (RFC 4180) one after the other, from its bytes.
///
///     var reader = CSVReader(bytes)
///     while let record = try reader.next() { print(record.line, record.fields) }
///
/// A quoted field may hold commas, line breaks and doubled quotes. A byte order mark is dropped, lines end in LF or
/// CR LF, and a blank line is no record. It does not know what the fields mean.
struct CSVReader {
  /// The fields of a record, and the line on which it starts, from 1.
  struct Record: Equatable {
    let line: Int
    let fields: [String]
  }

  /// A place where the bytes are not CSV.
  struct Flaw: Error, Equatable {
    let line: Int
    let message: String
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let bytes: [UInt8]
  private var offset: Int
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next record, or nil behind the last one.
  mutating func next() throws(Flaw) -> Record? {
    while isAtBreak { skipBreak() }
    guard offset < bytes.count else { return nil }
    let start = line
    var fields = [try field()]
    while offset < bytes.count, bytes[offset] == CSVReader.comma {
      offset += 1
      fields.append(try field())
    }
    if isAtBreak { skipBreak() }
    return Record(line: start, fields: fields)
  }

  // MARK: Parts

  private var isAtBreak: Bool {
    guard offset < bytes.count else { return false }
    if bytes[offset] == CSVReader.lineFeed { return true }
    return bytes[offset] == CSVReader.carriageReturn && offset + 1 < bytes.count
      && bytes[offset + 1] == CSVReader.lineFeed
  }

  private mutating func skipBreak() {
    offset += bytes[offset] == CSVReader.carriageReturn ? 2 : 1
    line += 1
  }

  /// A field; what follows is a comma, the end of a line or the end of the file.
  private mutating func field() throws(Flaw) -> String {
    guard offset < bytes.count, bytes[offset] == CSVReader.quote else {
      let start = offset
      while offset < bytes.count, bytes[offset] != CSVReader.comma, !isAtBreak {
        guard bytes[offset] != CSVReader.quote else {
          throw Flaw(line: line, message: "a quote stands inside of a field that is not quoted")
        }
        offset += 1
      }
      return try text(bytes[start..<offset], line)
    }
    let field = try quotedField()
    guard offset == bytes.count || bytes[offset] == CSVReader.comma || isAtBreak else {
      throw Flaw(line: line, message: "something stands behind the closing quote of a field")
    }
    return field
  }

  private mutating func quotedField() throws(Flaw) -> String {
    let opening = line
    offset += 1
    var start = offset
    var parts: [UInt8] = []
    while offset < bytes.count {
      if bytes[offset] == CSVReader.lineFeed { line += 1 }
      guard bytes[offset] == CSVReader.quote else {
        offset += 1
        continue
      }
      let isDoubled = offset + 1 < bytes.count && bytes[offset + 1] == CSVReader.quote
      if isDoubled {
        parts += bytes[start...offset]
        offset += 2
        start = offset
      } else {
        let rest = bytes[start..<offset]
        offset += 1
        return parts.isEmpty ? try text(rest, opening) : try text((parts + rest)[...], opening)
      }
    }
    throw Flaw(line: opening, message: "a quote is never closed")
  }

  private func text(_ bytes: ArraySlice<UInt8>, _ line: Int) throws(Flaw) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Flaw(line: line, message: "a byte is not UTF-8")
    }
    return text
  }
}
