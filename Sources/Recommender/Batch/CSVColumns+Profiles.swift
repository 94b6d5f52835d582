package import SourceTree

extension CSVColumns {
  /// The rows of a chunk as profiles in JSON, each with the line on which it starts, or why it can't be read; and how many
  /// lines the chunk has.
  package func profiles(inRows bytes: [UInt8]) -> (
    rows: [(line: Int, profile: Result<[UInt8], DiagnosticError>)], lines: Int
  ) {
    let rows = bytes.withUnsafeBufferPointer { CSVRows($0, self) }
    let profiles = rows.json.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let read = zip(rows.lines.indices, profiles).map { index, json in
      (rows.lines[index], rows.uneven[index + 1].map(Result.failure) ?? .success(Array(json)))
    }
    return (read, rows.lineCount)
  }
}
