import SourceTree

/// What a worker makes of a chunk of profiles.
public struct BatchOutput: Sendable {
  /// The records of the good profiles, in the order of the input.
  public var bytes: [UInt8]
  /// The profiles that could not be read or evaluated, in the order of the input.
  public var problems: [BatchProblem]
  /// How many lines the chunk has, with empty ones.
  public var lines: Int
  /// How many profiles, good and bad.
  public var profiles: Int
}

/// A profile of a batch that could not be read or evaluated.
public struct BatchProblem: Sendable {
  /// The line of the chunk, or the number of the file, from 1.
  public var line: Int
  /// The name of the profile, where it can be read.
  public var id: Value?
  /// What is wrong.
  public let error: DiagnosticError

  init(line: Int, id: Value?, error: DiagnosticError) {
    self.line = line
    self.id = id
    self.error = error
  }

  /// A profile that nobody looked into.
  package init(line: Int, code: String, message: String, help: String?) {
    self.init(
      line: line, id: nil, error: DiagnosticError([Diagnostic(code: code, message: message, help: help)]))
  }
}
