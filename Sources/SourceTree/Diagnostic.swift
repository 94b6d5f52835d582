/// One mistake in a file: a stable code, a sentence, and the place.
///
/// ```
/// error[unknown-field]: `yeers` is not a field of `profile`
///   --> me.yaml:3:1
///   |
/// 3 | yeers: 2
///   | ^^^^^
///   = help: did you mean `years`?
/// ```
///
/// Codes of this module; they are stable. The other modules add their own.
///
/// | code | means |
/// | --- | --- |
/// | `missing-file` | there is no such file or folder |
/// | `is-a-folder` | a folder stands where a file is read |
/// | `no-permission` | the file or folder may not be read |
/// | `unreadable-file` | the system gave another reason |
/// | `file-too-large` | more bytes than the limit |
/// | `not-utf-8` | bytes that are no UTF-8 |
/// | `control-character` | a character that no text may contain |
/// | `empty-file` | nothing but blank lines and comments |
/// | `several-documents` | a second document behind `---` or `...` |
/// | `duplicate-key` | a mapping states a key twice |
/// | `missing-key` | nothing before a `:` |
/// | `key-not-text` | a list or mapping is used as a key |
/// | `tag` | a `!tag` |
/// | `too-deep` | nested deeper than the limit |
/// | `too-many-nodes` | more keys and values than the limit |
/// | `too-many-aliases` | aliases repeat more than the limit |
/// | `recursive-alias` | an alias stands inside what it names |
/// | `unknown-alias` | an alias names no anchor above it |
/// | `too-many-mistakes` | the reader gave up on the file |
/// | `tab` | a tab indents a line |
/// | `bad-indentation` | a line does not line up with those above |
/// | `unquoted-colon` | a second `:` in one line |
/// | `unquoted-comma` | a comma or bracket inside `{ }` or `[ ]` cuts an expression |
/// | `special-character` | a text without quotes starts with a character that YAML reserves |
/// | `missing-colon` | a line of a mapping has no `:` |
/// | `misplaced-item` | a `-` stands where no list can start |
/// | `unclosed-quote` | a quote is never closed |
/// | `unclosed-bracket` | a `{` or `[` is never closed |
/// | `missing-comma` | two items of `{ }` or `[ ]` without a comma |
/// | `bad-escape` | an unknown escape behind `\` in double quotes |
/// | `syntax` | any other mistake of YAML |
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
  /// Whether it is a mistake or a warning.
  public let severity: Severity
  /// In kebab case, such as `unknown-field`.
  public let code: String
  /// In lower case, without a full stop, the user's text in backticks.
  public let message: String
  /// Nil when the mistake is about nothing in a file.
  public let place: Place?
  /// The line at the place; nil where there is none.
  public let excerpt: Excerpt?
  /// What to do, such as ``did you mean `years`?``.
  public let help: String?
  /// Other places that matter.
  public let notes: [Note]

  package init(
    code: String, message: String, place: Place? = nil, excerpt: Excerpt? = nil, help: String? = nil,
    notes: [Note] = [], severity: Severity = .error
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.excerpt = excerpt
    self.help = help
    self.notes = notes
  }
}
