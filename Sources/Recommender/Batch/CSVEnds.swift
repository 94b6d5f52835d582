/// Finds where records of CSV end, as `CSVCells` reads them: a quote opens a cell only at its start.
package enum CSVEnds {
  /// Behind the first record; nil where it goes on.
  package static func first(in bytes: [UInt8]) -> Int? { scan(bytes, stopsAtFirst: true) }

  /// Behind the last record that ends here; nil where none does.
  package static func last(in bytes: [UInt8]) -> Int? { scan(bytes, stopsAtFirst: false) }

  private static func scan(_ bytes: [UInt8], stopsAtFirst: Bool) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var end: Int?
      var isQuoted = false
      var startsCell = true
      var offset = 0
      while offset < bytes.count {
        let byte = bytes[offset]
        offset += 1
        if isQuoted {
          guard byte == UInt8(ascii: "\"") else { continue }
          // Two quotes are one of the text.
          if offset < bytes.count, bytes[offset] == byte { offset += 1 } else { isQuoted = false }
          continue
        }
        if byte == UInt8(ascii: "\n") {
          end = offset
          if stopsAtFirst { return end }
        }
        isQuoted = startsCell && byte == UInt8(ascii: "\"")
        startsCell = byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
      }
      return end
    }
  }
}
