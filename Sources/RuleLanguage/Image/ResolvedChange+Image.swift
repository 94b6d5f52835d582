import Inference

extension ResolvedChange {
  func write(to image: inout ImageWriter) {
    rule.write(to: &image)
    image.append(isDrop)
    cost.write(to: &image)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    rule = try ResolvedRule(from: &image)
    isDrop = try image.truth()
    cost = try Expression(from: &image)
  }
}
