#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Standard output or standard error.
enum Stream: Int32 {
  case output = 1
  case error = 2

  /// The cells of a line when this is a terminal (80 when it does not say), nil when it is a file or a pipe.
  var columns: Int? {
    guard isatty(rawValue) == 1 else { return nil }
    var size = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// What is known about the terminal behind this stream.
  func terminal(_ choice: ColorChoice) -> Terminal {
    Terminal(environment: .process, columns: columns, choice: choice)
  }

  /// Draws a line of a terminal over itself, or takes it away. That it cannot be seen is no reason to end what it tells of.
  func redraw(_ line: String = "") {
    try? write("\r\u{1B}[K" + line)
  }

  /// Writes the whole text, or throws why that failed.
  func write(_ text: String) throws(StreamError) {
    var text = text
    let number = text.withUTF8 { bytes -> Int32 in
      var start = 0
      while start < bytes.count {
        let written = posixWrite(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start...]))
        if written > 0 {
          start += written
        } else if errno != EINTR && errno != EAGAIN {
          return errno
        }
      }
      return 0
    }
    if number != 0 { throw StreamError(number: number) }
  }

  private func posixWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(rawValue, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(rawValue, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(rawValue, bytes.baseAddress, bytes.count)
    #endif
  }
}
