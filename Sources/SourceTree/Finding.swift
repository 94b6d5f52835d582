/// One mistake before it is printed: a `Diagnostic` whose places are still spans.
package struct Finding: Sendable {
  package var severity: Severity
  package var code: String
  package var message: String
  package var span: Span?
  package var help: String?
  package var notes: [(message: String, span: Span?)]

  package init(
    code: String, message: String, span: Span?, help: String? = nil,
    notes: [(message: String, span: Span?)] = [], severity: Severity = .error
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.help = help
    self.notes = notes
  }
}
