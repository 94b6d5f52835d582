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
