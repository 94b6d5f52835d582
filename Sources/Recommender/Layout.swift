import RuleLanguage
import SourceTree

/// The one layout of the files of packs and of profiles.
///
///     let text = try Layout.formatted("rules:\n- {rule: a,then: {unsafe: cactus}}  # why\n")
///
/// Two spaces for each level, one space behind `:` and `,`, one empty line at most, comments behind lines in a column,
/// the rows of tables below each other. What the author chose stays: the order of keys, blocks, brackets as long as they
/// fit on a line of 110 cells, quotation marks, and where a comment stands. No comment is lost, the digest of a pack does
/// not change, and what is laid out is laid out the same again.
public enum Layout {
  /// What becomes of a text.
  public struct Result: Sendable, Hashable {
    /// The text in the layout, or as it was.
    public let text: String
    /// Why the text has to stay as it is, and where; nil where it was laid out. So it is with a key behind `?`, with
    /// lines that end in CR alone, and with a text behind `|+`, whose blank space counts.
    public let obstacle: Obstacle?
  }

  /// What has no layout.
  public struct Obstacle: Sendable, Hashable {
    /// In lower case, without a full stop.
    public let message: String
    /// Where it stands.
    public let place: Place
  }

  /// Lays out the text of a file.
  ///
  /// - Parameter path: the name of the file in messages.
  /// - Throws: the mistakes of YAML in it; and `layout-changed` where the new text would not say the same as the old
  ///   one, which is a mistake of this library.
  public static func result(
    for text: String, path: String = "text", limits: Limits = .standard
  ) throws(DiagnosticError) -> Result {
    try result(for: Array(text.utf8), path: path, limits: limits)
  }

  /// The same for the bytes of a file, which may be no text at all.
  package static func result(
    for bytes: [UInt8], path: String, limits: Limits = .standard
  ) throws(DiagnosticError) -> Result {
    switch try PackLayout.outcome(path: path, bytes, limits: limits.source) {
    case .text(let bytes): Result(text: String(decoding: bytes, as: UTF8.self), obstacle: nil)
    case .kept(let why, let place):
      Result(text: String(decoding: bytes, as: UTF8.self), obstacle: Obstacle(message: why, place: place))
    }
  }

  /// The text in the layout; as it was, where it has none.
  ///
  /// - Throws: as `result(for:path:limits:)`.
  public static func formatted(_ text: String, path: String = "text") throws(DiagnosticError) -> String {
    try result(for: text, path: path).text
  }
}
