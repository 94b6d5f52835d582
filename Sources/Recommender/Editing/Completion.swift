/// Something that may be written at a cursor.
package struct Completion: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case field, id, variable, word, number, section, pack
  }

  /// What is written.
  package let text: String
  package let kind: Kind
  /// A few words behind it, such as its name or its type.
  package let detail: String
  /// More about it, as Markdown; empty where there is none.
  package let documentation: String
  /// Whether a `:` belongs behind it.
  package let isKey: Bool
  /// What an author may have begun to write for it, in lower case, a line break before each: one search through plain bytes
  /// finds a letter sequence in any of them, among the thousands of ids that a pack may have.
  let spellings: [UInt8]

  init(
    _ text: String, _ kind: Kind, detail: String = "", documentation: String = "", others: [String] = [],
    isKey: Bool
  ) {
    self.text = text
    self.kind = kind
    self.detail = detail
    self.documentation = documentation
    self.isKey = isKey
    spellings = Array(([text] + others).map { "\n" + $0.lowercased() }.joined().utf8)
  }

  private init(_ other: Completion, isKey: Bool) {
    text = other.text
    kind = other.kind
    detail = other.detail
    documentation = other.documentation
    spellings = other.spellings
    self.isKey = isKey
  }

  func asKey(_ isKey: Bool) -> Completion { Completion(self, isKey: isKey) }

  /// Whether a spelling has the letters, which are in lower case; behind a line break, whether one begins with them.
  func has(_ letters: [UInt8]) -> Bool { spellings.firstRange(of: letters) != nil }

  /// The first spelling that has the letters.
  package func spelling(with letters: String) -> String {
    let letters = letters.lowercased()
    let all = String(decoding: spellings, as: UTF8.self).split(separator: "\n").map(String.init)
    return all.first { $0.hasPrefix(letters) }
      ?? all.first { Array($0.utf8).firstRange(of: Array(letters.utf8)) != nil } ?? text
  }
}

extension [UInt8] {
  /// Where `part` first stands.
  fileprivate func firstRange(of part: [UInt8]) -> Int? {
    withUnsafeBufferPointer { bytes in
      part.withUnsafeBufferPointer { part in
        guard let first = part.first else { return 0 }
        guard part.count <= bytes.count else { return nil }
        for start in 0...(bytes.count - part.count) where bytes[start] == first {
          var length = 1
          while length < part.count, bytes[start + length] == part[length] { length += 1 }
          if length == part.count { return start }
        }
        return nil
      }
    }
  }
}
