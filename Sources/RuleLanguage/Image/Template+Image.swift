import Inference

extension Template {
  func write(to image: inout ImageWriter) {
    image.append(versions) { image, version in
      image.append(version.locale)
      image.append(version.segments) { $1.write(to: &$0) }
    }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    versions = try image.list { image throws(ImageProblem) in
      (try image.text(), try image.list(Segment.init(from:)))
    }
  }
}

extension Template.Segment {
  func write(to image: inout ImageWriter) {
    switch self {
    case .literal(let text):
      image.append(tag: 0)
      image.append(text)
    case .variable(let variable, let type):
      image.append(tag: 1)
      image.append(count: variable)
      type.write(to: &image)
    case .constant(let value, let type):
      image.append(tag: 2)
      image.append(value)
      type.write(to: &image)
    case .text(let text):
      image.append(tag: 3)
      text.write(to: &image)
    }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    switch try image.tag() {
    case 0: self = .literal(try image.text())
    case 1: self = .variable(try image.count(), try VariableType(from: &image))
    case 2: self = .constant(try image.value(), try VariableType(from: &image))
    case 3: self = .text(try LocalizedText(from: &image))
    default: throw .damaged
    }
  }
}

extension VariableType {
  func write(to image: inout ImageWriter) {
    switch self {
    case .number: image.append(tag: 0)
    case .yesNo: image.append(tag: 1)
    case .words(let words):
      image.append(tag: 2)
      image.append(words.sorted()) { $0.append($1) }
    case .id(let kind):
      image.append(tag: 3)
      kind.write(to: &image)
    case .text: image.append(tag: 4)
    }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    switch try image.tag() {
    case 0: self = .number
    case 1: self = .yesNo
    case 2: self = .words(Set(try image.list { image throws(ImageProblem) in try image.text() }))
    case 3: self = .id(try KindID(from: &image))
    case 4: self = .text
    default: throw .damaged
    }
  }
}
