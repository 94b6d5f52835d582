#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a file system notes about a file and changes whenever the file is written to.
///
/// The time of the last change cannot be set back by a program, unlike that of the last writing.
package struct FileStamp: Sendable, Hashable {
  package var size: Int64
  package var number: UInt64
  /// In nanoseconds since 1970.
  package var written: Int64
  package var changed: Int64

  package init(size: Int64, number: UInt64, written: Int64, changed: Int64) {
    self.size = size
    self.number = number
    self.written = written
    self.changed = changed
  }

  /// Nil for what is not there and for what is no file.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let (written, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (written, changed) = (status.st_mtim, status.st_ctim)
    #endif
    self.init(
      size: Int64(status.st_size), number: UInt64(status.st_ino), written: FileStamp.nanoseconds(written),
      changed: FileStamp.nanoseconds(changed))
  }

  /// Whether the file was left alone for so long that a later change must have another time.
  ///
  /// File systems note times in steps, at the coarsest of two seconds.
  package var isSettled: Bool {
    var now = timespec()
    guard clock_gettime(CLOCK_REALTIME, &now) == 0 else { return false }
    return FileStamp.nanoseconds(now) - max(written, changed) > 2_000_000_000
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
