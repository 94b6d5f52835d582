import Inference

extension Shape {
  func write(to image: inout ImageWriter) {
    image.append(kinds) { image, kind in
      image.append(kind.name)
      image.append(kind.section)
      kind.span.write(to: &image)
    }
    image.append(nodes) { $1.write(to: &$0) }
    image.append(leaves) { $1.write(to: &$0) }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    let kinds = try image.list { image throws(ImageProblem) in
      Kind(name: try image.text(), section: try image.text(), span: try .init(from: &image))
    }
    let nodes = try image.list(ShapeNode.init(from:))
    self.init(kinds: kinds, nodes: nodes, leaves: try image.list(ShapeLeaf.init(from:)))
  }
}

extension KindID {
  func write(to image: inout ImageWriter) {
    image.append(count: index)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    self.init(try image.count())
  }
}

extension KeyType {
  func write(to image: inout ImageWriter) {
    switch self {
    case .kind(let kind):
      image.append(tag: 0)
      kind.write(to: &image)
    case .text: image.append(tag: 1)
    }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    switch try image.tag() {
    case 0: self = .kind(try KindID(from: &image))
    case 1: self = .text
    default: throw .damaged
    }
  }
}
