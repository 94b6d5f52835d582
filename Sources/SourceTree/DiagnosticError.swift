/// Every mistake that one phase found, sorted by path, place, code and message.
public struct DiagnosticError: Error, Sendable, CustomStringConvertible {
  /// At least one.
  public let diagnostics: [Diagnostic]

  /// Keeps the order that it is given: `SourceMap.error` is what sorts.
  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// The text of all diagnostics, with a blank line between two.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n\n")
  }
}
