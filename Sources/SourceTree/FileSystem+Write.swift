#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension FileSystem {
  /// Writes a file whole or not at all: under another name beside it first, which then takes its place.
  ///
  /// - Returns: why it could not be written.
  package static func write(_ bytes: [UInt8], to path: String) -> FileProblem? {
    var name = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return lastProblem() }
    var problem = write(bytes, to: descriptor)
    let mask = umask(0)
    umask(mask)
    if problem == nil, fchmod(descriptor, 0o666 & ~mask) != 0 { problem = lastProblem() }
    if close(descriptor) != 0, problem == nil { problem = lastProblem() }
    if problem == nil, rename(name, path) != 0 { problem = lastProblem() }
    if problem != nil { unlink(name) }
    return problem
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> FileProblem? {
    bytes.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = repeatIfInterrupted {
          let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
          #if canImport(Darwin)
            return Darwin.write(descriptor, rest.baseAddress, rest.count)
          #elseif canImport(Musl)
            return Musl.write(descriptor, rest.baseAddress, rest.count)
          #else
            return Glibc.write(descriptor, rest.baseAddress, rest.count)
          #endif
        }
        guard count > 0 else { return lastProblem() }
        offset += count
      }
      return nil
    }
  }
}
