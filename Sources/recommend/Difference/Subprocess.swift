#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Another program, run to its end without a shell in between.
struct Subprocess {
  let status: Int32
  let output: [UInt8]
  let errors: String

  /// Runs a program that is found as a shell would find it.
  ///
  /// - Parameters:
  ///   - arguments: with the name of the program first.
  ///   - input: what it reads from standard input; as much as a pipe holds, 4 KiB on every system.
  /// - Returns: nil where the program can't be started.
  static func run(_ arguments: [String], input: [UInt8] = []) -> Subprocess? {
    guard let (inputRead, inputWrite) = pipe(), let (outputRead, outputWrite) = pipe(),
      let (errorRead, errorWrite) = pipe()
    else { return nil }
    writeAll(input, to: inputWrite)
    close(inputWrite)
    let child = spawn(arguments, [inputRead, outputWrite, errorWrite])
    for descriptor in [inputRead, outputWrite, errorWrite] { close(descriptor) }
    defer { for descriptor in [outputRead, errorRead] { close(descriptor) } }
    guard let child else { return nil }
    let (output, errors) = readBoth(outputRead, errorRead)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let isExit = status & 0x7F == 0
    return Subprocess(
      status: isExit ? status >> 8 & 0xFF : 128 + (status & 0x7F), output: output,
      errors: String(decoding: errors, as: UTF8.self))
  }

  private static func pipe() -> (Int32, Int32)? {
    var ends: [Int32] = [-1, -1]
    #if canImport(Darwin)
      let status = Darwin.pipe(&ends)
    #elseif canImport(Musl)
      let status = Musl.pipe(&ends)
    #else
      let status = Glibc.pipe(&ends)
    #endif
    guard status == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(_ arguments: [String], _ streams: [Int32]) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
    }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    return posix_spawnp(&child, arguments[0], &actions, nil, &words, environ) == 0 ? child : nil
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return }
    }
  }

  /// Reads two pipes to their ends, whichever has something, so that none fills up.
  private static func readBoth(_ one: Int32, _ other: Int32) -> ([UInt8], [UInt8]) {
    var polls = [one, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var results: [[UInt8]] = [[], []]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while polls.contains(where: { $0.fd >= 0 }) {
      if poll(&polls, nfds_t(polls.count), -1) < 0, errno != EINTR { break }
      for index in polls.indices where polls[index].fd >= 0 && polls[index].revents != 0 {
        let got = read(polls[index].fd, &buffer, buffer.count)
        if got > 0 {
          results[index] += buffer[..<got]
        } else if got == 0 || errno != EINTR {
          polls[index].fd = -1
        }
      }
    }
    return (results[0], results[1])
  }
}
