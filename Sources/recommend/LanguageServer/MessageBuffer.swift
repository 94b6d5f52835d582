/// Cuts what a client writes into messages: headers, an empty line, and as many bytes as `Content-Length` says.
struct MessageBuffer {
  /// A longer message is none: its length is a mistake, or its sender is.
  static let longest = 256 << 20

  private var bytes: [UInt8] = []
  private var start = 0

  enum Message: Equatable {
    case content([UInt8])
    /// Headers without a length that can be.
    case malformed
  }

  mutating func add(_ more: some Collection<UInt8>) {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes += more
  }

  /// The next complete message; nil where more bytes are needed.
  mutating func next() -> Message? {
    // Line breaks between messages mean nothing.
    while start < bytes.count, bytes[start] == 0x0D || bytes[start] == 0x0A { start += 1 }
    guard let (end, content) = headerEnd() else {
      if bytes.count - start > 1 << 16 {
        start = bytes.count
        return .malformed
      }
      return nil
    }
    let header = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let length = MessageBuffer.length(in: header) else {
      start = content
      return .malformed
    }
    guard bytes.count - content >= length else { return nil }
    start = content + length
    return .content(Array(bytes[content..<content + length]))
  }

  /// Where the headers end, and where the content begins.
  private func headerEnd() -> (end: Int, content: Int)? {
    var at = start
    while at < bytes.count {
      if bytes[at] == 0x0A {
        if at + 1 < bytes.count, bytes[at + 1] == 0x0A { return (at, at + 2) }
        if at + 2 < bytes.count, bytes[at + 1] == 0x0D, bytes[at + 2] == 0x0A { return (at, at + 3) }
      }
      at += 1
      if at - start > 1 << 16 { return nil }
    }
    return nil
  }

  private static func length(in header: String) -> Int? {
    for line in header.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased().trimmed == "content-length" else { continue }
      guard let length = Int(String(parts[1]).trimmed), (0...longest).contains(length) else { return nil }
      return length
    }
    return nil
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
