import Inference

extension ShapeNode {
  func write(to image: inout ImageWriter) {
    image.append(path)
    image.append(keys) { $1.write(to: &$0) }
    image.append(entry) { $1.write(to: &$0) }
    span.write(to: &image)
    switch content {
    case .record(let fields):
      image.append(tag: 0)
      image.append(fields.sorted { $0.key < $1.key }) { image, field in
        image.append(field.key)
        image.append(count: field.value)
      }
    case .map(let kind, let value, let entry):
      image.append(tag: 1)
      kind.write(to: &image)
      image.append(count: value)
      entry.write(to: &image)
    case .leaf(let leaf):
      image.append(tag: 2)
      leaf.write(to: &image)
    }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    path = try image.text()
    keys = try image.list(KeyType.init(from:))
    entry = try image.optional(LeafID.init(from:))
    span = try .init(from: &image)
    switch try image.tag() {
    case 0:
      let fields = try image.list { image throws(ImageProblem) in (try image.text(), try image.count()) }
      content = .record(Dictionary(fields, uniquingKeysWith: { first, _ in first }))
    case 1:
      content = .map(
        kind: try KindID(from: &image), value: try image.count(), entry: try LeafID(from: &image))
    case 2: content = .leaf(try LeafID(from: &image))
    default: throw .damaged
    }
  }
}
