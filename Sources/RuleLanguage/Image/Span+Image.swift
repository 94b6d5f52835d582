import Inference
import SourceTree

extension Span {
  func write(to image: inout ImageWriter) {
    image.append(file)
    image.append(start)
    image.append(end)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    self.init(file: try image.word(), start: try image.word(), end: try image.word())
  }
}
