/// The line that a diagnostic speaks of, and where the caret runs below it.
///
/// The text is fit for a terminal: tabs are single spaces, control characters are replaced, and a line of more than
/// 160 characters is cut around the caret with `…`. Caret positions count terminal cells: East Asian wide
/// characters take two.
public struct Excerpt: Sendable, Hashable {
  /// The number of the line, from 1.
  public let line: Int
  /// The line as it is printed.
  public let text: String
  /// Cells between the start of `text` and the caret.
  public let caretStart: Int
  /// Cells below which the caret runs, at least 1.
  public let caretWidth: Int

  package init(line: Int, text: String, caretStart: Int, caretWidth: Int) {
    self.line = line
    self.text = text
    self.caretStart = caretStart
    self.caretWidth = caretWidth
  }
}
