import Inference

extension ResolvedSection {
  func write(to image: inout ImageWriter) {
    image.append(id)
    span.write(to: &image)
    image.append(title) { $1.write(to: &$0) }
    image.append(query) { $1.write(to: &$0) }
    image.append(order) { image, term in
      image.append(count: term.variable)
      image.append(term.descending)
    }
    image.append(limit) { $0.append(count: $1) }
    image.append(text) { $1.write(to: &$0) }
    image.append(bar) { $0.append(count: $1) }
    image.append(note) { $1.write(to: &$0) }
    image.append(empty) { $1.write(to: &$0) }
    image.append(tone.rawValue)
    image.append(margin) { $1.write(to: &$0) }
    image.append(parts) { $1.write(to: &$0) }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    id = try image.text()
    span = try .init(from: &image)
    title = try image.optional(Template.init(from:))
    query = try image.optional(ResolvedQuery.init(from:))
    order = try image.list { image throws(ImageProblem) in (try image.count(), try image.truth()) }
    limit = try image.optional { image throws(ImageProblem) in try image.count() }
    text = try image.optional(Template.init(from:))
    bar = try image.optional { image throws(ImageProblem) in try image.count() }
    note = try image.optional(Template.init(from:))
    empty = try image.optional(Template.init(from:))
    guard let tone = Tone(rawValue: try image.text()) else { throw .damaged }
    self.tone = tone
    margin = try image.optional(ResolvedQuery.init(from:))
    parts = try image.nested { image throws(ImageProblem) in
      try image.list(ResolvedSection.init(from:))
    }
  }
}

extension ResolvedQuery {
  func write(to image: inout ImageWriter) {
    condition.write(to: &image)
    image.append(unless) { $1.write(to: &$0) }
    image.append(variables) { $1.write(to: &$0) }
    image.append(count: given)
    image.append(count: named)
    image.append(atomSpans) { $1.write(to: &$0) }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    condition = try Condition(from: &image)
    unless = try image.list(Condition.init(from:))
    variables = try image.list(ResolvedRule.Variable.init(from:))
    given = try image.count()
    named = try image.count()
    atomSpans = try image.list { image throws(ImageProblem) in try .init(from: &image) }
  }
}

extension ResolvedQuestion {
  func write(to image: inout ImageWriter) {
    image.append(id)
    image.append(field)
    text.write(to: &image)
    image.append(help) { $1.write(to: &$0) }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    id = try image.text()
    span = nil
    field = try image.text()
    text = try LocalizedText(from: &image)
    help = try image.optional(LocalizedText.init(from:))
  }
}
