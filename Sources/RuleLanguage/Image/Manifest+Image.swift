import Inference

extension Manifest {
  func write(to image: inout ImageWriter) {
    image.append(id)
    image.append(version)
    title.write(to: &image)
    image.append(uses) { image, used in
      image.append(used.id)
      used.span.write(to: &image)
    }
    image.append(locales) { $0.append($1) }
    image.append(costUnit.map { [$0] } ?? []) { $1.write(to: &$0) }
    span.write(to: &image)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    id = try image.text()
    version = try image.text()
    title = try LocalizedText(from: &image)
    uses = try image.list { image throws(ImageProblem) in (try image.text(), try .init(from: &image)) }
    locales = try image.list { image throws(ImageProblem) in try image.text() }
    costUnit = try image.list { image throws(ImageProblem) in try LocalizedText(from: &image) }.first
    span = try .init(from: &image)
  }
}
