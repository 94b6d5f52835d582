import Inference

extension Strata {
  /// A clause differs from that of its rule in its heads only.
  func write(to image: inout ImageWriter) {
    image.append(clauses) { image, clause in
      image.append(count: clause.rule)
      image.append(clause.clause.heads) { $1.write(to: &$0) }
    }
    image.append(strata) { $1.write(to: &$0) }
  }

  init(from image: inout ImageReader, _ rules: [ResolvedRule]) throws(ImageProblem) {
    clauses = try image.list { image throws(ImageProblem) in
      let rule = try image.index(below: rules.count)
      var clause = rules[rule].clause
      clause.heads = try image.list(Head.init(from:))
      return (rule, clause)
    }
    strata = try image.list(Stratum.init(from:))
  }
}
