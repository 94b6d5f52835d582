extension Stratum {
  package func write(to image: inout ImageWriter) {
    image.append(clauses) { $0.append(count: $1.index) }
    image.append(ranks) { $1.write(to: &$0) }
    image.append(isRecursive)
  }

  package init(from image: inout ImageReader) throws(ImageProblem) {
    clauses = try image.list { image throws(ImageProblem) in
      ClauseID(try image.index(below: Int(Int32.max)))
    }
    ranks = try image.list(LeafID.init(from:))
    isRecursive = try image.truth()
  }
}
