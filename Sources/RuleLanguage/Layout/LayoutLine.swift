/// A line of a file that is being laid out; where the comment behind it goes is not known yet.
struct LayoutLine {
  enum Kind {
    case code, comment, blank
    /// A line inside a text of several lines, which stays as it is.
    case text
    /// A comment on a line of its own that goes on with the one behind the line above.
    case continuation
  }

  let kind: Kind
  let indent: Int
  var code: String
  /// What stands behind the code, and the column where the author put it.
  var comment: (text: String, column: Int)?

  init(_ kind: Kind, indent: Int = 0, _ code: String = "") {
    self.kind = kind
    self.indent = indent
    self.code = code
  }

  /// Whether more of the value follows below: `key:` and `-` alone.
  var isOpening: Bool { kind == .code && (code.hasSuffix(":") || code == "-" || code.hasSuffix(" -")) }
}
