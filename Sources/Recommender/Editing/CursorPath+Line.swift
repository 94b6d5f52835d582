import RuleLanguage
import SourceTree

extension CursorPath {
  /// A line of a block: `key: …`, `- key: …`, `- …` or a part of something longer.
  struct Line {
    let range: Range<Int>
    /// The column of the `-`.
    var dash: Int?
    /// The column of what stands behind blanks and a `-`.
    var indent: Int
    let isBlank: Bool
    let isBracket: Bool
    /// Whether the key of the line leads past the cursor.
    var isKeyPassed = false

    init(_ file: SourceFile, _ number: Int, until end: Int) {
      let start = file.bytes(ofLine: number).lowerBound
      range = start..<max(start, end)
      var at = start
      while at < end, file.bytes[at] == 0x20 { at += 1 }
      if at < end, file.bytes[at] == UInt8(ascii: "-"), at + 1 >= end || file.bytes[at + 1] == 0x20 {
        dash = at - start
        at += 1
        while at < end, file.bytes[at] == 0x20 { at += 1 }
        if at == end, at == start + (dash ?? 0) + 1 { at += 1 }
      }
      indent = at - start
      isBlank = at >= end && dash == nil
      isBracket = at < end && (file.bytes[at] == UInt8(ascii: "{") || file.bytes[at] == UInt8(ascii: "["))
    }

    /// The blanks before a line; nil where nothing stands there but a comment.
    static func indent(_ file: SourceFile, _ number: Int) -> Int? {
      let line = file.bytes(ofLine: number)
      var at = line.lowerBound
      while at < line.upperBound, file.bytes[at] == 0x20 { at += 1 }
      if at == line.upperBound || file.bytes[at] == UInt8(ascii: "#") { return nil }
      return at - line.lowerBound
    }

    var withoutKey: Line {
      var line = self
      line.isKeyPassed = true
      return line
    }

    /// Where the text of the line begins.
    func content(_ file: SourceFile, until end: Int) -> Int { min(range.lowerBound + indent, end) }

    func key(_ file: SourceFile) -> String? { split(file, until: range.upperBound).key }

    /// The key, and where its value begins; without a key where the text begins.
    func split(_ file: SourceFile, until end: Int) -> (key: String?, value: Int) {
      let start = content(file, until: end)
      guard start < end, !isBracket else { return (nil, start) }
      var at = start
      let quote = file.bytes[start]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        at += 1
        while at < end, file.bytes[at] != quote { at += 1 }
      }
      while at < end {
        if file.bytes[at] == UInt8(ascii: ":"), at + 1 >= end || file.bytes[at + 1] == 0x20 {
          var value = at + 1
          while value < end, file.bytes[value] == 0x20 { value += 1 }
          return (CursorPath.unquoted(file.string(start..<at)), value)
        }
        if file.bytes[at] == UInt8(ascii: "#"), at > start, file.bytes[at - 1] == 0x20 { break }
        at += 1
      }
      return (nil, start)
    }
  }

  static func unquoted(_ text: String) -> String {
    let text = String(text.trimmed)
    guard text.count > 1, let first = text.first, first == text.last, first == "\"" || first == "'" else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }

  /// Follows brackets as far as the text goes.
  struct FlowCursor {
    struct Frame {
      let isMap: Bool
      var key: String?
      var keys: Set<String> = []
    }

    private(set) var frames: [Frame] = []
    private(set) var tokenStart = 0
    private var text: [UInt8] = []
    private var quote: UInt8?
    private var isComment = false
    private var hasBegun = false

    var isOpen: Bool { !frames.isEmpty }

    /// Goes on from `start`; of a value that opens no bracket nothing is read.
    mutating func read(_ bytes: [UInt8], _ start: Int, until end: Int) {
      if !hasBegun {
        guard start < end, bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") else {
          return
        }
        hasBegun = true
      }
      var at = start
      while at < end {
        step(bytes[at], at, next: at + 1 < end ? bytes[at + 1] : 0x20, last: at > 0 ? bytes[at - 1] : 0x20)
        at += 1
        if frames.isEmpty { return }
      }
    }

    private mutating func step(_ byte: UInt8, _ at: Int, next: UInt8, last: UInt8) {
      if isComment {
        isComment = byte != 0x0A
        return
      }
      if let open = quote {
        text.append(byte)
        if byte == open { quote = nil }
        return
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        frames.append(Frame(isMap: byte == UInt8(ascii: "{")))
        begin(at + 1)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        frames.removeLast()
        begin(at + 1)
      case UInt8(ascii: ","):
        frames[frames.count - 1].key = nil
        begin(at + 1)
      case UInt8(ascii: ":") where next == 0x20 || next == 0x0A || next == 0x0D:
        let index = frames.count - 1
        if frames[index].isMap, frames[index].key == nil {
          let key = CursorPath.unquoted(String(decoding: text, as: UTF8.self))
          frames[index].key = key
          frames[index].keys.insert(key)
        }
        begin(at + 1)
      case UInt8(ascii: "#") where last == 0x20 || last == 0x0A: isComment = true
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if text.isEmpty { quote = byte }
        append(byte, at)
      case 0x20, 0x0A, 0x0D, 0x09:
        if text.isEmpty { tokenStart = at + 1 } else { text.append(byte) }
      default: append(byte, at)
      }
    }

    private mutating func append(_ byte: UInt8, _ at: Int) {
      if text.isEmpty { tokenStart = at }
      text.append(byte)
    }

    private mutating func begin(_ at: Int) {
      text = []
      tokenStart = at
    }
  }
}
