#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file whose bytes are read in place: processes that map the same file share its memory.
///
/// The file may be replaced by another of its name while it is mapped. Whoever cuts it short in place takes the memory
/// away from all who read it.
package final class MappedFile: @unchecked Sendable {
  /// Valid while the object lives. Nobody writes to them.
  package let bytes: UnsafeRawBufferPointer

  /// Maps a whole file; links are followed.
  package static func open(_ path: String) -> Result<MappedFile, FileProblem> {
    let descriptor = FileSystem.openForReading(path)
    guard descriptor >= 0 else { return .failure(FileSystem.lastProblem()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(FileSystem.lastProblem()) }
    guard status.st_mode & S_IFMT != S_IFDIR else { return .failure(.isFolder) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.other("it is not a regular file")) }
    let size = Int(status.st_size)
    guard size > 0 else { return .success(MappedFile(UnsafeRawBufferPointer(start: nil, count: 0))) }
    let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE | MappedFile.isReadWhole, descriptor, 0)
    guard let memory, memory != MAP_FAILED else { return .failure(FileSystem.lastProblem()) }
    return .success(MappedFile(UnsafeRawBufferPointer(start: memory, count: size)))
  }

  /// Every byte is going to be looked at: all pages at once are sooner there than one by one.
  #if os(Linux)
    private static let isReadWhole = MAP_POPULATE
  #else
    private static let isReadWhole: Int32 = 0
  #endif

  private init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }
}
