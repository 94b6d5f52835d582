internal import Recommender
internal import SourceTree

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The file from which a batch reads its profiles, or standard input.
struct InputFile {
  let descriptor: Int32
  /// Nil for a pipe.
  let size: Int?
  /// A digest of its first bytes.
  let beginning: String

  init(_ path: String) throws(Failure) {
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      if errno == ENOENT { throw Failure(.missing, path) }
      if errno == EACCES { throw Failure(.noPermission, path) }
      throw Failure(.other(StreamError(number: errno).words.lowercased()), path)
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw Failure(.isFolder, path) }
    guard path != "-", status.st_mode & S_IFMT == S_IFREG else {
      size = nil
      beginning = ""
      return
    }
    size = Int(status.st_size)
    let file = descriptor
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = max(0, pread(file, buffer.baseAddress, 1 << 16, 0))
    }
    beginning = Digest.text(of: bytes)
  }

  /// Whether a path leads to a file or to nothing yet, and not to a device or a pipe.
  static func isFileOrNew(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether two paths lead to one file.
  static func isSame(_ one: String, _ other: String) -> Bool {
    var (left, right) = (stat(), stat())
    guard stat(one, &left) == 0, stat(other, &right) == 0 else { return false }
    return left.st_dev == right.st_dev && left.st_ino == right.st_ino
  }
}
