import Inference

extension ShapeLeaf {
  func write(to image: inout ImageWriter) {
    image.append(path)
    image.append(keys) { $1.write(to: &$0) }
    type.write(to: &image)
    holds.write(to: &image)
    image.append(bounds) { image, bounds in
      image.append(bounds.lowerBound)
      image.append(bounds.upperBound)
    }
    image.append(isWhole)
    image.append(isOptional)
    image.append(fallbackText) { $0.append($1) }
    image.append(fallbackSpan) { $1.write(to: &$0) }
    image.append(fallback) { $0.append($1) }
    span.write(to: &image)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    path = try image.text()
    keys = try image.list(KeyType.init(from:))
    type = try LeafType(from: &image)
    holds = try Holds(from: &image)
    bounds = try image.optional { image throws(ImageProblem) in
      let (least, greatest) = (try image.value(), try image.value())
      guard least <= greatest else { throw .damaged }
      return least...greatest
    }
    isWhole = try image.truth()
    isOptional = try image.truth()
    fallbackText = try image.optional { image throws(ImageProblem) in try image.text() }
    fallbackSpan = try image.optional { image throws(ImageProblem) in try .init(from: &image) }
    fallback = try image.optional { image throws(ImageProblem) in try image.value() }
    span = try .init(from: &image)
  }
}

extension LeafType {
  func write(to image: inout ImageWriter) {
    switch self {
    case .number: image.append(tag: 0)
    case .yesNo: image.append(tag: 1)
    case .words(let words):
      image.append(tag: 2)
      image.append(words) { $0.append($1) }
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
    case 2: self = .words(try image.list { image throws(ImageProblem) in try image.text() })
    case 3: self = .id(try KindID(from: &image))
    case 4: self = .text
    default: throw .damaged
    }
  }
}

extension ShapeLeaf.Holds {
  func write(to image: inout ImageWriter) {
    switch self {
    case .one: image.append(tag: 0)
    case .sum: image.append(tag: 1)
    case .max: image.append(tag: 2)
    case .min: image.append(tag: 3)
    case .set: image.append(tag: 4)
    case .entry: image.append(tag: 5)
    case .alias: image.append(tag: 6)
    case .rank(let terms):
      image.append(tag: 7)
      image.append(terms) { image, term in
        term.leaf.write(to: &image)
        image.append(term.descending)
      }
    }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    switch try image.tag() {
    case 0: self = .one
    case 1: self = .sum
    case 2: self = .max
    case 3: self = .min
    case 4: self = .set
    case 5: self = .entry
    case 6: self = .alias
    case 7:
      self = .rank(
        try image.list { image throws(ImageProblem) in
          RankTerm(leaf: try LeafID(from: &image), descending: try image.truth())
        })
    default: throw .damaged
    }
  }
}
