/// Places as editors count them: lines from 0, and UTF-16 code units within a line.
extension SourceFile {
  package var lineCount: Int { lineStarts.count }

  /// The bytes of a line, without what ends it.
  package func bytes(ofLine index: Int) -> Range<Int> { lineRange(min(max(0, index), lineStarts.count - 1)) }

  package func line(of offset: Int) -> Int { lineIndex(of: offset) }

  /// The offset in bytes of a place; a place behind the end of a line or of the file is clamped to it.
  package func offset(line: Int, utf16: Int) -> Int {
    guard line >= 0 else { return 0 }
    guard line < lineStarts.count else { return bytes.count }
    let range = lineRange(line)
    var (offset, rest) = (range.lowerBound, max(0, utf16))
    while offset < range.upperBound, rest > 0 {
      let (length, units) = SourceFile.scalar(bytes[offset])
      if units > rest { break }
      rest -= units
      offset = min(offset + length, range.upperBound)
    }
    return offset
  }

  /// The place of a byte, which should be the first of a character.
  package func position(of offset: Int) -> (line: Int, utf16: Int) {
    let offset = min(max(0, offset), bytes.count)
    let line = lineIndex(of: offset)
    var (at, units) = (Int(lineStarts[line]), 0)
    while at < offset {
      let scalar = SourceFile.scalar(bytes[at])
      at += scalar.length
      units += scalar.units
    }
    return (line, units)
  }

  /// The offset of a place as a person counts: both from 1, the column in characters as `Place` has them.
  package func offset(of place: Place) -> Int {
    guard place.line >= 1, place.line <= lineStarts.count else { return bytes.count }
    let range = lineRange(place.line - 1)
    var offset = range.lowerBound
    for character in text(range).prefix(max(0, place.column - 1)) { offset += character.utf8.count }
    return min(offset, range.upperBound)
  }

  /// Where so many cells of a terminal end, from an offset on and within its line.
  package func offset(behind cells: Int, from offset: Int) -> Int {
    let end = lineRange(lineIndex(of: offset)).upperBound
    var (at, rest) = (offset, cells)
    for character in text(offset..<max(offset, end)) {
      if rest <= 0 { break }
      rest -= max(1, character.cells)
      at += character.utf8.count
    }
    return at
  }

  /// The text of a range of bytes.
  package func string(_ range: Range<Int>) -> String { text(range) }

  /// How many bytes and how many UTF-16 code units a character takes that begins with the byte.
  private static func scalar(_ byte: UInt8) -> (length: Int, units: Int) {
    switch byte {
    case 0xF0...: (4, 2)
    case 0xE0...: (3, 1)
    case 0xC0...: (2, 1)
    default: (1, 1)
    }
  }
}
