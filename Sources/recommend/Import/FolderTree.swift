internal import SourceTree

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes, moves and removes files and folders through the system's own calls.
enum FolderTree {
  /// Writes a file and makes the folders above it that are not there.
  static func write(_ text: String, to path: String) throws(Failure) {
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard let file = fopen(path, "w") else { throw unwritable(path) }
    var text = text
    let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
    let isClosed = fclose(file) == 0
    guard isWritten, isClosed else { throw unwritable(path) }
  }

  static func move(_ path: String, to other: String) throws(Failure) {
    guard rename(path, other) == 0 else { throw unwritable(other) }
  }

  /// Removes a file, or a folder with all that is in it; a link is removed and not followed.
  static func remove(_ path: String) throws(Failure) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for (name, _) in try list(path) { try remove("\(path)/\(name)") }
      guard rmdir(path) == 0 else { throw unwritable(path) }
    } else {
      guard unlink(path) == 0 else { throw unwritable(path) }
    }
  }

  /// What a folder holds, with hidden files.
  static func list(_ folder: String) throws(Failure) -> [(name: String, isFolder: Bool)] {
    switch FileSystem.list(folder, withHidden: true) {
    case .success(let entries): return entries
    case .failure(let problem): throw Failure(problem, folder)
    }
  }

  /// Whether a file starts with a text.
  static func starts(_ path: String, with text: String) -> Bool {
    guard let file = fopen(path, "r") else { return false }
    defer { fclose(file) }
    let wanted = Array(text.utf8)
    var start = [UInt8](repeating: 0, count: wanted.count)
    return fread(&start, 1, wanted.count, file) == wanted.count && start == wanted
  }

  private static func makeFolder(_ path: String) throws(Failure) {
    if FileSystem.isFolder(path) { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard mkdir(path, 0o777) == 0 || FileSystem.isFolder(path) else { throw unwritable(path) }
  }

  private static func unwritable(_ path: String) -> Failure {
    Failure(.unwritable, "`\(path)` cannot be written: \(StreamError(number: errno).words)")
  }
}
