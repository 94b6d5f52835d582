internal import SourceTree

/// Where the profiles of a batch come from.
enum BatchSource {
  case lines(LineSource)
  /// The profiles of a folder, in the order of their names; `done` of them are read.
  case folder([String], done: Int)

  /// As many files go to a worker at a time.
  private static let filesOfChunk = 32

  /// The next chunk; nil at the end, or when the user wants to stop.
  mutating func next() throws(Failure) -> Chunk? {
    switch self {
    case .lines(var source):
      self = .folder([], done: 0)
      defer { self = .lines(source) }
      return try source.next()
    case .folder(let paths, let done):
      if done >= paths.count || Interruption.isAsked { return nil }
      let end = min(done + BatchSource.filesOfChunk, paths.count)
      self = .folder(paths, done: end)
      return Chunk(content: .files(Array(paths[done..<end])), end: end)
    }
  }

  /// Goes on where another run has stopped.
  mutating func seek(to place: Int) throws(Failure) {
    switch self {
    case .lines(var source):
      try source.seek(to: place)
      self = .lines(source)
    case .folder(let paths, _): self = .folder(paths, done: place)
    }
  }

  /// The profiles in a folder, in the order of their names.
  static func paths(in folder: String) throws(Failure) -> [String] {
    switch FileSystem.list(folder) {
    case .failure(let problem): throw Failure(problem, folder)
    case .success(let entries):
      let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      return entries.filter { entry in
        !entry.isFolder && [".yaml", ".yml", ".json"].contains { entry.name.hasSuffix($0) }
      }.map { "\(base)/\($0.name)" }
    }
  }
}
