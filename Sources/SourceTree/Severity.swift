/// How bad a diagnostic is.
public enum Severity: String, Sendable, Hashable, CaseIterable {
  /// It must be put right.
  case error
  /// It may be meant, but hardly is.
  case warning
}
