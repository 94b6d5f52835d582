import Inference

extension ResolvedRule {
  func write(to image: inout ImageWriter) {
    image.append(name)
    image.append(table) { $0.append($1) }
    span.write(to: &image)
    clause.write(to: &image)
    image.append(variables) { $1.write(to: &$0) }
    image.append(atomSpans) { $1.write(to: &$0) }
    image.append(headSpans) { $1.write(to: &$0) }
    image.append(because) { $1.write(to: &$0) }
    image.append(source) { $0.append($1) }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    name = try image.text()
    table = try image.optional { image throws(ImageProblem) in try image.text() }
    span = try .init(from: &image)
    clause = try Clause(from: &image)
    variables = try image.list(Variable.init(from:))
    atomSpans = try image.list { image throws(ImageProblem) in try .init(from: &image) }
    headSpans = try image.list { image throws(ImageProblem) in try .init(from: &image) }
    because = try image.optional(Template.init(from:))
    source = try image.optional { image throws(ImageProblem) in try image.text() }
  }
}

extension ResolvedRule.Variable {
  func write(to image: inout ImageWriter) {
    image.append(name) { $0.append($1) }
    type.write(to: &image)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    name = try image.optional { image throws(ImageProblem) in try image.text() }
    type = try VariableType(from: &image)
  }
}
