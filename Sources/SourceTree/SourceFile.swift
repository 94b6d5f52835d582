/// The bytes of one file, without a byte order mark, and where its lines start.
package struct SourceFile: Sendable {
  package let path: String
  package let bytes: [UInt8]
  /// Most files are never asked where a line starts.
  private let knownLineStarts = Once<[UInt32]>()

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The offset of the first byte of each line, at least one. LF, CRLF and CR end a line.
  var lineStarts: [UInt32] {
    knownLineStarts.value {
      var starts: [UInt32] = [0]
      bytes.withUnsafeBufferPointer { bytes in
        var offset = 0
        while offset < bytes.count {
          if let word = ByteWord(bytes, at: offset), !word.contains(0x0A), !word.contains(0x0D) {
            offset += ByteWord.width
            continue
          }
          let byte = bytes[offset]
          offset += 1
          guard byte == 0x0A || byte == 0x0D else { continue }
          if byte == 0x0D, offset < bytes.count, bytes[offset] == 0x0A { continue }
          starts.append(UInt32(truncatingIfNeeded: offset))
        }
      }
      return starts
    }
  }

  /// The index of the line that holds the byte, from 0.
  func lineIndex(of offset: Int) -> Int {
    let lineStarts = lineStarts
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }

  /// The bytes of a line, without what ends it.
  func lineRange(_ index: Int) -> Range<Int> {
    let lineStarts = lineStarts
    let start = Int(lineStarts[index])
    var end = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D {
      end -= 1
    }
    return start..<end
  }

  /// Characters as a reader sees them; where there are too many to count by eye, Unicode scalars.
  func characterCount(_ range: Range<Int>) -> Int {
    if range.count < 8192 { return text(range).count }
    return bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for byte in bytes[range] {
        count += byte & 0xC0 == 0x80 ? 0 : 1
      }
      return count
    }
  }

  /// The text of a range of bytes, which is clamped to the file; broken UTF-8 is replaced.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
