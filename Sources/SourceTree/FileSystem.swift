#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads files and folders, with a limit, through the system's own calls.
package enum FileSystem {
  /// All bytes of a file. Links are followed; a pipe is read to its end.
  package static func read(_ path: String, limit: Int) -> Result<[UInt8], FileProblem> {
    let descriptor = openForReading(path)
    guard descriptor >= 0 else { return .failure(lastProblem()) }
    defer { close(descriptor) }
    return read(descriptor, limit: limit)
  }

  package static func readStandardInput(limit: Int) -> Result<[UInt8], FileProblem> {
    read(STDIN_FILENO, limit: limit)
  }

  /// What a folder holds, sorted by name; hidden files only if they are asked for. A link to a folder is not listed as a folder, so
  /// that links in a circle cannot trap who walks down.
  package static func list(_ folder: String, withHidden: Bool = false) -> Result<
    [(name: String, isFolder: Bool)], FileProblem
  > {
    guard let stream = opendir(folder) else { return .failure(lastProblem()) }
    defer { closedir(stream) }
    var entries: [(name: String, isFolder: Bool)] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      if withHidden ? name == "." || name == ".." : name.hasPrefix(".") { continue }
      entries.append((name, isFolder(entry.pointee.d_type, "\(folder)/\(name)")))
      errno = 0
    }
    guard errno == 0 else { return .failure(lastProblem()) }
    entries.sort { $0.name < $1.name }
    return .success(entries)
  }

  /// Most file systems tell what an entry is; the others are asked.
  private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
    if Int(type) != Int(DT_UNKNOWN) { return Int(type) == Int(DT_DIR) }
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func read(_ descriptor: Int32, limit: Int) -> Result<[UInt8], FileProblem> {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(lastProblem()) }
    guard status.st_mode & S_IFMT != S_IFDIR else { return .failure(.isFolder) }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    if isFile, Int(status.st_size) > limit { return .failure(.tooLarge(limit)) }

    // One byte more than the file has, so that its end is seen by the first read.
    var chunk = isFile ? Int(status.st_size) + 1 : 1 << 16
    var bytes: [UInt8] = []
    while true {
      var problem: FileProblem?
      let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        while count < chunk {
          let got = repeatIfInterrupted {
            #if canImport(Darwin)
              Darwin.read(descriptor, buffer.baseAddress?.advanced(by: count), chunk - count)
            #elseif canImport(Musl)
              Musl.read(descriptor, buffer.baseAddress?.advanced(by: count), chunk - count)
            #else
              Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), chunk - count)
            #endif
          }
          if got < 0 { problem = lastProblem() }
          guard got > 0 else { return }
          count += got
        }
      }
      if let problem { return .failure(problem) }
      if bytes.isEmpty {
        bytes = part
      } else {
        bytes += part
      }
      if bytes.count > limit { return .failure(.tooLarge(limit)) }
      if part.count < chunk { return .success(bytes) }
      chunk = 1 << 16
    }
  }

  static func openForReading(_ path: String) -> Int32 {
    repeatIfInterrupted { open(path, O_RDONLY | O_CLOEXEC) }
  }

  static func repeatIfInterrupted<Number: FixedWidthInteger>(_ call: () -> Number) -> Number {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  static func lastProblem() -> FileProblem {
    switch errno {
    case ENOENT: .missing
    case EISDIR: .isFolder
    case EACCES, EPERM: .noPermission
    default: .other(String(cString: strerror(errno)).lowercased())
    }
  }
}
