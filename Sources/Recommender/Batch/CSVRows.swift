import SourceTree

/// The rows of a chunk of CSV as lines of JSON, so that they are read as profiles in JSON are.
///
/// Cells become texts between quotes, of which the shape says what they mean.
struct CSVRows {
  private(set) var json: [UInt8] = []
  /// By row, the line of the chunk on which it starts.
  private(set) var lines: [Int] = []
  private(set) var lineCount = 0
  /// Rows with more or fewer cells than there are columns.
  private(set) var uneven: [Int: DiagnosticError] = [:]

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ columns: CSVColumns) {
    var cells = CSVCells(bytes)
    var row: [[UInt8]] = Array(repeating: [], count: columns.count)
    var rest: [UInt8] = []
    while !cells.isAtEnd {
      let line = cells.lines + 1
      var count = 0
      var isLast = false
      var isBlank = true
      while !isLast {
        if count < columns.count {
          row[count].removeAll(keepingCapacity: true)
          isLast = cells.next(into: &row[count])
          if !row[count].isEmpty { isBlank = false }
        } else {
          isLast = cells.next(into: &rest)
        }
        count += 1
      }
      if isBlank, count == 1 { continue }
      lines.append(line)
      if count != columns.count {
        uneven[lines.count] = DiagnosticError([
          Diagnostic(
            code: "uneven-row", message: "the row has \(count) cells, expected \(columns.count)",
            help: "put quotes around a cell that holds a comma")
        ])
        json += [UInt8(ascii: "-"), UInt8(ascii: "\n")]
        continue
      }
      if !put(columns.root, row) { json += [UInt8(ascii: "{"), UInt8(ascii: "}")] }
      json.append(UInt8(ascii: "\n"))
    }
    lineCount = cells.lines
  }

  /// Writes what a row states below a node; false where it states nothing.
  private mutating func put(_ node: CSVColumns.Node, _ row: [[UInt8]]) -> Bool {
    switch node {
    case .value(let column):
      if row[column].isEmpty { return false }
      put(text: row[column][...])
    case .list(let column):
      if row[column].isEmpty { return false }
      json.append(UInt8(ascii: "["))
      var isFirst = true
      for part in row[column].split(separator: UInt8(ascii: ";")) {
        let member = CSVRows.trimmed(part)
        if member.isEmpty { continue }
        if !isFirst { json.append(UInt8(ascii: ",")) }
        isFirst = false
        put(text: member)
      }
      json.append(UInt8(ascii: "]"))
    case .object(let fields):
      let start = json.count
      var isFirst = true
      for (name, inner) in fields {
        let before = json.count
        json.append(isFirst ? UInt8(ascii: "{") : UInt8(ascii: ","))
        put(text: Array(name.utf8)[...])
        json.append(UInt8(ascii: ":"))
        if put(inner, row) {
          isFirst = false
        } else {
          json.removeLast(json.count - before)
        }
      }
      if isFirst {
        json.removeLast(json.count - start)
        return false
      }
      json.append(UInt8(ascii: "}"))
    }
    return true
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var rest = bytes
    while let first = rest.first, isSpace(first) { rest.removeFirst() }
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return rest
  }

  private mutating func put(text: ArraySlice<UInt8>) {
    json.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        json.append(UInt8(ascii: "\\"))
        json.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        json += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: json.append(byte)
      }
    }
    json.append(UInt8(ascii: "\""))
  }
}
