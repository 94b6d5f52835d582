/// One node of a `YAMLTree`: where it stands, and where its text or its children are.
struct YAMLPart: Sendable, BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    case scalar, sequence, mapping
  }

  let kind: Kind
  /// A scalar without quotes, and not behind `|` or `>`.
  let isPlain: Bool
  /// Whether the text of a scalar stands among those that are not written as they read.
  let isDecoded: Bool
  var start: UInt32
  var end: UInt32
  /// Of a scalar the offset of its text, of a collection the number of its first child.
  var first: UInt32
  /// Of a scalar the bytes of its text, of a collection its children: keys and values by turns.
  var count: UInt32

  /// Where the text or the children are.
  var range: Range<Int> { Int(first)..<Int(first) + Int(count) }
}
