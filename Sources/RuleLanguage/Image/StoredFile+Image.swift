import Inference

extension StoredFile {
  func write(to image: inout ImageWriter) {
    image.append(path)
    image.append(flat: bytes)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    path = try image.text()
    bytes = try image.flat(of: UInt8.self)
  }
}
