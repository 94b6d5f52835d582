internal import Recommender

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Cuts a file or standard input into chunks of whole records, without ever holding more than a chunk and a record.
struct LineSource {
  /// A record of more bytes is an error of its own.
  static let maxRecord = 16 << 20
  /// Small enough to stay in the cache of a core between reading and writing.
  static let chunkSize = 256 << 10
  /// Zeros that a worker wants behind lines.
  static let padding = 32

  private let descriptor: Int32
  private let isCSV: Bool
  private(set) var offset = 0
  /// What was read behind the last chunk.
  private var carry: [UInt8] = []
  private var isAtEnd = false
  /// Whether the rest of a line that is too long is still to be passed over.
  private var isPassing = false

  init(_ descriptor: Int32, isCSV: Bool) {
    self.descriptor = descriptor
    self.isCSV = isCSV
  }

  /// The first record of a CSV file, without its line break; nil where there is none.
  mutating func heading() throws(Failure) -> [UInt8]? {
    skipMark(try fill(LineSource.chunkSize))
    guard !carry.isEmpty else { return nil }
    let end = CSVEnds.first(in: carry) ?? carry.count
    let record = Array(carry[..<end])
    carry.removeFirst(end)
    offset += end
    return record.last == UInt8(ascii: "\n") ? record.dropLast() : record
  }

  /// Goes on at an offset of a file, where a record starts.
  mutating func seek(to offset: Int) throws(Failure) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset) else {
      throw Failure(.unreadable, "the input can't be read from the middle")
    }
    self.offset = offset
    carry = []
    isAtEnd = false
  }

  /// The next chunk; nil at the end, or when the user wants to stop.
  mutating func next() throws(Failure) -> Chunk? {
    if isPassing { return try passOver() }
    var size = LineSource.chunkSize
    while true {
      let isFirst = offset == 0 && carry.isEmpty
      guard try fill(size) else { return nil }
      if isFirst { skipMark(true) }
      if carry.isEmpty { return nil }
      if isAtEnd { return take(carry.count) }
      if let end = lastRecordEnd() { return take(end) }
      if carry.count >= LineSource.maxRecord { return try passOver() }
      size = min(carry.count * 2, LineSource.maxRecord)
    }
  }

  private mutating func take(_ count: Int) -> Chunk {
    var bytes = carry
    carry = Array(bytes[count...])
    bytes.removeLast(bytes.count - count)
    offset += count
    if isCSV { return Chunk(content: .rows(bytes), end: offset) }
    bytes += Array(repeating: 0, count: LineSource.padding)
    return Chunk(content: .lines(bytes), end: offset)
  }

  /// Behind the last line break that ends a record.
  private func lastRecordEnd() -> Int? {
    isCSV
      ? CSVEnds.last(in: carry) : carry.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
  }

  /// Passes over the rest of a line that is too long.
  private mutating func passOver() throws(Failure) -> Chunk? {
    isPassing = true
    while true {
      if let end = carry.firstIndex(of: UInt8(ascii: "\n")) {
        offset += end + 1
        carry.removeFirst(end + 1)
        break
      }
      offset += carry.count
      carry = []
      if isAtEnd { break }
      guard try fill(LineSource.chunkSize) else { return nil }
    }
    isPassing = false
    return Chunk(content: .tooLong, end: offset)
  }

  /// A byte order mark means nothing.
  private mutating func skipMark(_ isFilled: Bool) {
    guard isFilled, offset == 0, carry.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    carry.removeFirst(3)
    offset = 3
  }

  /// Reads until so many bytes are there or the input ends; false when the user wants to stop.
  private mutating func fill(_ size: Int) throws(Failure) -> Bool {
    if isAtEnd || carry.count >= size { return !Interruption.isAsked }
    var problem: Int32 = 0
    var isStopped = false
    let known = carry
    carry = [UInt8](unsafeUninitializedCapacity: size + LineSource.padding) { buffer, count in
      _ = buffer.update(from: known)
      count = known.count
      while count < size {
        if !LineSource.waitForInput(descriptor) {
          isStopped = true
          return
        }
        let got = posixRead(
          descriptor,
          UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count..<size]))
        if got < 0, errno == EINTR || errno == EAGAIN { continue }
        if got < 0 { problem = errno }
        if got <= 0 {
          isAtEnd = true
          return
        }
        count += got
      }
    }
    if problem != 0 {
      throw Failure(.unreadable, "the input cannot be read: \(StreamError(number: problem).words)")
    }
    return !isStopped
  }

  /// Waits until there is something to read; false when the user wants to stop.
  private static func waitForInput(_ descriptor: Int32) -> Bool {
    while !Interruption.isAsked {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&ready, 1, 200) != 0 { return true }
    }
    return false
  }
}

private func posixRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
