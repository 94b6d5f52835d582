#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Why the system could not read or write something: an `errno`.
struct StreamError: Error, Equatable {
  let number: Int32

  /// The system's words: `No such file or directory`.
  var words: String { String(cString: strerror(number)) }

  /// Whether nobody reads the pipe any more (`recommend | head -1`).
  var isBrokenPipe: Bool { number == EPIPE }
}
