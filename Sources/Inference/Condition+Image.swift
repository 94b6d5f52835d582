extension Condition {
  package func write(to image: inout ImageWriter) {
    image.append(atoms) { $1.write(to: &$0) }
    image.append(tests) { $1.write(to: &$0) }
  }

  package init(from image: inout ImageReader) throws(ImageProblem) {
    atoms = try image.list(Atom.init(from:))
    tests = try image.list(Expression.init(from:))
  }
}

extension Atom {
  func write(to image: inout ImageWriter) {
    leaf.write(to: &image)
    image.append(keys) { $1.write(to: &$0) }
    value.write(to: &image)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    leaf = try LeafID(from: &image)
    keys = try image.list(Term.init(from:))
    value = try Term(from: &image)
  }
}

extension Term {
  func write(to image: inout ImageWriter) {
    switch self {
    case .constant(let value):
      image.append(tag: 0)
      image.append(value)
    case .variable(let variable):
      image.append(tag: 1)
      image.append(count: variable)
    case .any: image.append(tag: 2)
    }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    switch try image.tag() {
    case 0: self = .constant(try image.value())
    case 1: self = .variable(try image.count())
    case 2: self = .any
    default: throw .damaged
    }
  }
}

extension LeafID {
  package func write(to image: inout ImageWriter) {
    image.append(count: index)
  }

  package init(from image: inout ImageReader) throws(ImageProblem) {
    self.init(try image.index(below: Int(Int32.max)))
  }
}
