import Inference

extension LocalizedText {
  func write(to image: inout ImageWriter) {
    image.append(entries) { image, entry in
      image.append(entry.locale)
      image.append(entry.text)
    }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    entries = try image.list { image throws(ImageProblem) in
      Entry(locale: try image.text(), text: try image.text())
    }
  }
}
