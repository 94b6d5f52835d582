internal import Recommender
internal import SourceTree

/// The profiles of a folder, of lines of JSON or of CSV, one after the other; a chunk of the input is in memory.
struct ProfileStream {
  /// A profile, or why it can't be read.
  struct Item {
    /// `me.yaml`, or `people.ndjson:7`.
    let name: String
    let bytes: Result<[UInt8], DiagnosticError>
  }

  /// How large the input is, in bytes or files; nil where nobody knows.
  let total: Int?
  /// How much of it is read.
  private(set) var done = 0
  private let name: String
  private let columns: CSVColumns?
  private var source: BatchSource
  private var lines = 0

  /// - Parameter pack: the pack whose shape the headings of CSV are read by.
  init(_ path: String, _ format: InputFormat?, id: String?, for pack: Pack) throws {
    name = path == "-" ? "standard input" : path
    let isFolder = path != "-" && FileSystem.isFolder(path)
    switch format ?? InputFormat(ofPath: path, isFolder: isFolder) {
    case .folder:
      let paths = try BatchSource.paths(in: path)
      source = .folder(paths, done: 0)
      total = paths.count
      columns = nil
    case .csv:
      let input = try InputFile(path)
      var lines = LineSource(input.descriptor, isCSV: true)
      let heading = try lines.heading() ?? []
      columns = try CSVColumns(heading, for: pack, BatchForm(id: id, for: pack))
      self.lines = 1 + heading.count { $0 == UInt8(ascii: "\n") }
      source = .lines(lines)
      total = input.size
    case .ndjson:
      let input = try InputFile(path)
      source = .lines(LineSource(input.descriptor, isCSV: false))
      total = input.size
      columns = nil
    }
  }

  /// The profiles of the next chunk; nil at the end, or when the user wants to stop.
  mutating func next() throws -> [Item]? {
    guard let chunk = try source.next() else { return nil }
    defer { done = chunk.end }
    switch chunk.content {
    case .files(let paths):
      return paths.map { path in
        Item(
          name: path.split(separator: "/").last.map(String.init) ?? path,
          bytes: FileSystem.read(path, limit: Limits.standard.maxFileBytes).mapError { problem in
            DiagnosticError([Diagnostic(code: problem.code, message: problem.message(path))])
          })
      }
    case .lines(let padded):
      let bytes = padded.dropLast(LineSource.padding)
      var items: [Item] = []
      for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        lines += 1
        if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
        items.append(Item(name: "\(name):\(lines)", bytes: .success(Array(line))))
      }
      // Behind the last line break there is no line.
      if bytes.last == UInt8(ascii: "\n") { lines -= 1 }
      return items
    case .rows(let bytes):
      guard let (rows, count) = columns?.profiles(inRows: bytes) else { return [] }
      defer { lines += count }
      return rows.map { Item(name: "\(name):\(lines + $0.line)", bytes: $0.profile) }
    case .tooLong:
      lines += 1
      let problem = Diagnostic(
        code: "record-too-long", message: "the line is longer than \(LineSource.maxRecord >> 20) MiB")
      return [Item(name: "\(name):\(lines)", bytes: .failure(DiagnosticError([problem])))]
    }
  }
}
