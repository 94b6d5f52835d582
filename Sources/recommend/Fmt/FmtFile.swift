internal import Recommender
internal import SourceTree

/// One file that gets its layout.
struct FmtFile {
  /// `-` is standard input.
  let path: String

  struct Result {
    let text: String
    let isChanged: Bool
    let obstacle: Layout.Obstacle?
  }

  func laidOut() throws -> Result {
    let limit = Limits.standard.maxFileBytes
    let read = path == "-" ? FileSystem.readStandardInput(limit: limit) : FileSystem.read(path, limit: limit)
    switch read {
    case .failure(let problem): throw Failure(problem, path)
    case .success(let bytes):
      // What is no UTF-8 is told with its place.
      let result = try Layout.result(for: bytes, path: path == "-" ? "standard input" : path)
      return Result(
        text: result.text, isChanged: !result.text.utf8.elementsEqual(bytes), obstacle: result.obstacle)
    }
  }

  /// Replaces the file whole; behind a link, the file that it leads to.
  func write(_ text: String) throws(Failure) {
    if let problem = FileSystem.write(Array(text.utf8), to: FileSystem.absolute(path) ?? path) {
      throw Failure(.unwritable, "cannot write `\(path)`: \(problem.message(path))")
    }
  }
}
