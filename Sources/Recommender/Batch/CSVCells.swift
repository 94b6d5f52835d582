/// Takes CSV apart as RFC 4180 has it: cells between commas, in quotes where they hold commas, quotes or line breaks.
///
/// Written here because it works on a chunk of a file of any size; SwiftCSV takes the whole file as one text.
struct CSVCells {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset = 0
  /// How many line breaks were passed.
  private(set) var lines = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { offset >= bytes.count }

  /// The cells of one record.
  static func record(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.withUnsafeBufferPointer { buffer in
      var cells = CSVCells(buffer)
      var record: [[UInt8]] = []
      var scratch: [UInt8] = []
      repeat {
        scratch.removeAll()
        let isLast = cells.next(into: &scratch)
        record.append(scratch)
        if isLast { return record }
      } while true
    }
  }

  /// Reads a cell and returns whether it is the last of its record.
  mutating func next(into cell: inout [UInt8]) -> Bool {
    var isQuoted = false
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
      isQuoted = true
      offset += 1
    }
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          if offset < bytes.count, bytes[offset] == byte {
            offset += 1
          } else {
            isQuoted = false
            continue
          }
        } else if byte == UInt8(ascii: "\n") {
          lines += 1
        }
        cell.append(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: ","): return false
      case UInt8(ascii: "\n"):
        lines += 1
        return true
      case UInt8(ascii: "\r") where offset == bytes.count || bytes[offset] == UInt8(ascii: "\n"): continue
      default: cell.append(byte)
      }
    }
    return true
  }
}
