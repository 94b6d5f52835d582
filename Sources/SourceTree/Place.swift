/// Where something stands in a file, as a person counts: `me.yaml:3:1`.
///
/// Lines and columns start at 1. A column counts characters as a reader sees them, so one Chinese character, one
/// emoji and one tab are one column each.
public struct Place: Sendable, Hashable, CustomStringConvertible {
  /// As it was given to the reader.
  public let path: String
  /// From 1.
  public let line: Int
  /// From 1, in characters.
  public let column: Int

  package init(path: String, line: Int, column: Int) {
    self.path = path
    self.line = line
    self.column = column
  }

  /// `path:line:column`.
  public var description: String { "\(path):\(line):\(column)" }
}
