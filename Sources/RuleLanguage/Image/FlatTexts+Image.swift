import Inference

extension FlatTexts {
  func write(to image: inout ImageWriter) {
    image.append(flat: offsets)
    image.append(flat: bytes)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    offsets = try image.flat(of: UInt32.self)
    bytes = try image.flat(of: UInt8.self)
    guard offsets.isAscending(to: bytes.count) else { throw .damaged }
  }
}

extension FlatArray where Element == UInt32 {
  /// Whether these are offsets of things one behind the other, from 0 to an end.
  func isAscending(to end: Int) -> Bool {
    guard let first = buffer.first, let last = buffer.last else { return end == 0 }
    var isAscending = true
    for index in 1..<Swift.max(1, buffer.count) {
      isAscending = isAscending && buffer[index - 1] <= buffer[index]
    }
    return isAscending && first == 0 && last == end
  }

  /// Whether all are indexes of things of which there are `count`.
  func isBelow(_ count: Int) -> Bool {
    (buffer.max().map { Int($0) } ?? -1) < count
  }
}
