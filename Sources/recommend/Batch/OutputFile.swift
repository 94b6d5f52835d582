#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that a batch writes, or standard output: bytes go to its end, and it can be cut back to a size.
struct OutputFile {
  private let descriptor: Int32
  /// Nil for standard output and standard error.
  let path: String?
  /// How many bytes it has.
  private(set) var size = 0

  /// Standard output.
  init() {
    descriptor = Stream.output.rawValue
    path = nil
  }

  /// Opens a file and leaves its first bytes in it.
  init(_ path: String, keeping bytes: Int) throws(Failure) {
    func failure() -> Failure {
      Failure(.unwritable, "`\(path)` cannot be written: \(StreamError(number: errno).words)")
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure() }
    self.descriptor = descriptor
    self.path = path
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure() }
    if status.st_mode & S_IFMT != S_IFREG { return }
    guard Int(status.st_size) >= bytes else {
      throw Failure(.mistakes, "`\(path)` is shorter than it was when the run was interrupted")
    }
    guard ftruncate(descriptor, off_t(bytes)) == 0, lseek(descriptor, off_t(bytes), SEEK_SET) >= 0 else {
      throw failure()
    }
    size = bytes
  }

  /// Opens an empty file.
  init(replacing path: String) throws(StreamError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    self.path = path
    if descriptor < 0 { throw StreamError(number: errno) }
  }

  /// Writes all bytes, or throws why that failed.
  mutating func write(_ bytes: some Collection<UInt8>) throws(StreamError) {
    let problem =
      bytes.withContiguousStorageIfAvailable { OutputFile.write(UnsafeRawBufferPointer($0), to: descriptor) }
      ?? Array(bytes).withUnsafeBytes { OutputFile.write($0, to: descriptor) }
    if problem != 0 { throw StreamError(number: problem) }
    size += bytes.count
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = posixWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, 200)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  func close() { _ = posixClose(descriptor) }

  /// Makes sure that what was written outlives a loss of power.
  func sync() throws(StreamError) {
    guard path != nil, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS else { return }
    throw StreamError(number: errno)
  }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func posixClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
