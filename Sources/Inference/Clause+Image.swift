extension Clause {
  package func write(to image: inout ImageWriter) {
    image.append(count: variables)
    image.append(count: named)
    when.write(to: &image)
    image.append(unless) { $1.write(to: &$0) }
    image.append(heads) { $1.write(to: &$0) }
  }

  package init(from image: inout ImageReader) throws(ImageProblem) {
    variables = try image.count()
    named = try image.count()
    when = try Condition(from: &image)
    unless = try image.list(Condition.init(from:))
    heads = try image.list(Head.init(from:))
  }
}

extension Head {
  package func write(to image: inout ImageWriter) {
    leaf.write(to: &image)
    image.append(keys) { $1.write(to: &$0) }
    value.write(to: &image)
  }

  package init(from image: inout ImageReader) throws(ImageProblem) {
    leaf = try LeafID(from: &image)
    keys = try image.list(Term.init(from:))
    value = try Expression(from: &image)
  }
}
