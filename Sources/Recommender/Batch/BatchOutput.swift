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

  init(bytes: [UInt8], problems: [BatchProblem], lines: Int, profiles: Int) {
    self.bytes = bytes
    self.problems = problems
    self.lines = lines
    self.profiles = profiles
  }

  /// What comes of one line that is longer than so many bytes, and not looked into.
  package init(tooLong limit: Int) {
    let problem = Diagnostic(
      code: "record-too-long", message: "the line is longer than \(limit >> 20) MiB")
    self.init(
      bytes: [],
      problems: [BatchProblem(line: 1, id: nil, error: DiagnosticError([problem]), written: 0)], lines: 1,
      profiles: 1)
  }
}

/// A profile of a batch that could not be read or evaluated.
public struct BatchProblem: Sendable {
  /// The line of the chunk, or the number of the file, from 1.
  public var line: Int
  /// The name of the profile, where it can be read.
  public var id: Value?
  /// What is wrong.
  public let error: DiagnosticError

  /// How many bytes of the output stand before it.
  package let written: Int

  init(line: Int, id: Value?, error: DiagnosticError, written: Int) {
    self.line = line
    self.id = id
    self.error = error
    self.written = written
  }
}
