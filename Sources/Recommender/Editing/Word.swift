import SourceTree

/// The letters around a place: a name, or a variable with its `$`.
struct Word {
  let range: Range<Int>
  let text: String

  init(in file: SourceFile, at offset: Int) {
    let line = file.bytes(ofLine: file.line(of: offset))
    let offset = min(max(offset, line.lowerBound), line.upperBound)
    var (start, end) = (offset, offset)
    while start > line.lowerBound, Word.isPart(file.bytes[start - 1]) { start -= 1 }
    while end < line.upperBound, Word.isPart(file.bytes[end]) { end += 1 }
    if start > line.lowerBound, file.bytes[start - 1] == UInt8(ascii: "$") {
      start -= 1
    } else if start == offset, end < line.upperBound, file.bytes[end] == UInt8(ascii: "$") {
      end += 1
      while end < line.upperBound, Word.isPart(file.bytes[end]) { end += 1 }
    }
    self.init(file, start..<end)
  }

  /// The whole of a scalar without quotes, which may have blanks in it.
  init(scalarFrom start: Int, in file: SourceFile, until cursor: Int) {
    let line = file.bytes(ofLine: file.line(of: cursor))
    var start = max(start, line.lowerBound)
    var end = max(start, cursor)
    if start < end,
      let quote = [UInt8(ascii: "\""), UInt8(ascii: "'")].first(where: { $0 == file.bytes[start] })
    {
      start += 1
      while end < line.upperBound, file.bytes[end] != quote { end += 1 }
    } else {
      while end < line.upperBound {
        let byte = file.bytes[end]
        if [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "|")].contains(byte) {
          break
        }
        if byte == UInt8(ascii: ":"), end + 1 >= line.upperBound || file.bytes[end + 1] == 0x20 { break }
        if byte == UInt8(ascii: "#"), end > start, file.bytes[end - 1] == 0x20 { break }
        end += 1
      }
    }
    while end > start, file.bytes[end - 1] == 0x20 { end -= 1 }
    self.init(file, start..<max(start, end))
  }

  private init(_ file: SourceFile, _ range: Range<Int>) {
    self.range = range
    text = file.string(range)
  }

  /// Letters of ASCII, digits, `-`, `_`, and all letters of other scripts but not their full-width signs.
  static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}

/// The variables that stand in a part of a file.
enum Variables {
  static func names(in file: SourceFile, _ range: Range<Int>?) -> Set<String> {
    guard let range else { return [] }
    var names: Set<String> = []
    for part in file.string(range).split(separator: "$", omittingEmptySubsequences: false).dropFirst() {
      let run = String(part.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      if !run.isEmpty, run != "_" { names.insert(run) }
    }
    return names
  }
}
