/// A part of the input that one worker takes at a time: whole records, never half of one.
struct Chunk: Sendable {
  enum Content: Sendable {
    /// Lines of JSON, with the zeros behind them that a worker wants.
    case lines([UInt8])
    /// Rows of CSV.
    case rows([UInt8])
    /// The paths of files.
    case files([String])
    /// A line that is longer than any may be; it is passed over.
    case tooLong
  }

  let content: Content
  /// Where the input goes on behind it: a byte of the file, or how many files of the folder are done.
  let end: Int
}
