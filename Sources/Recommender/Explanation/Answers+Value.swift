extension Why {
  /// The answer as data, in the format `explanation/1`, which `docs/explanation.schema.json` describes.
  ///
  /// - Parameter locale: the locale of its texts.
  public func value(in locale: String) -> Value {
    .object(
      recommendation.explanationHead("why", goal, holds: holds, in: locale) + [
        Value.Field(
          "facts",
          .list(
            explanations.map { explanation in
              guard case .object(let fields) = explanation.value(in: locale) else { return .object([]) }
              return .object(fields + [Value.Field("sentence", .text(explanation.sentence(in: locale)))])
            })),
        Value.Field("more", .number("\(more)")),
      ])
  }
}

extension WhyNot {
  /// The answer as data, in the format `explanation/1`, which `docs/explanation.schema.json` describes.
  ///
  /// - Parameter locale: the locale of its texts.
  public func value(in locale: String) -> Value {
    .object(
      recommendation.explanationHead("why-not", goal, holds: holds, in: locale) + [
        Value.Field("misses", .list(misses.map { $0.value(in: locale) })),
        Value.Field("more", .number("\(more)")),
        Value.Field("complete", .bool(isComplete)),
      ])
  }
}

extension Recommendation {
  fileprivate func explanationHead(_ question: String, _ goal: String, holds: Bool, in locale: String)
    -> [Value.Field]
  {
    [
      Value.Field("format", "explanation/1"), Value.Field("question", .text(question)),
      Value.Field("pack", .text(pack)), Value.Field("version", .text(version)),
      Value.Field("digest", .text(digest)), Value.Field("locale", .text(locale)),
      Value.Field("goal", .text(goal)), Value.Field("holds", .bool(holds)),
    ]
  }
}

extension NearMiss {
  fileprivate func value(in locale: String) -> Value {
    var fields: [Value.Field] = []
    if let rule { fields.append(Value.Field("rule", .text(rule))) }
    if let place { fields.append(Value.Field("place", place.value)) }
    if let source { fields.append(Value.Field("source", .text(source))) }
    fields.append(Value.Field("bindings", .object(bindings.map { Value.Field($0.name, $0.value) })))
    fields.append(Value.Field("holding", .list(holding.map { $0.value(in: locale) })))
    if !absent.isEmpty { fields.append(Value.Field("absent", .list(absent.map { $0.value(in: locale) }))) }
    if !passed.isEmpty {
      fields.append(Value.Field("passed", .list(passed.map { .text($0.text(in: locale)) })))
    }
    fields.append(Value.Field("failing", .list(failing.map { $0.value(in: locale) })))
    if !open.isEmpty { fields.append(Value.Field("open", .list(open.map { .text($0.text(in: locale)) }))) }
    return .object(fields)
  }
}

extension FailedPremise {
  fileprivate func value(in locale: String) -> Value {
    var fields = [Value.Field("kind", .text(kind.rawValue))]
    if let place { fields.append(Value.Field("needed", place.value(in: locale))) }
    if let test { fields.append(Value.Field("test", .text(test.text(in: locale)))) }
    if let computed { fields.append(Value.Field("computed", .text(computed.text(in: locale)))) }
    fields.append(Value.Field("found", .list(found.map { $0.value(in: locale) })))
    if foundMore > 0 { fields.append(Value.Field("foundMore", .number("\(foundMore)"))) }
    if let absence { fields.append(Value.Field("absence", absence.value(in: locale))) }
    if isCut { fields.append(Value.Field("extent", "cut")) }
    return .object(fields)
  }
}

extension Absence {
  fileprivate func value(in locale: String) -> Value {
    var fields = [Value.Field("number", .number("\(number)"))]
    guard !isAbove else { return .object(fields + [Value.Field("extent", "above")]) }
    if let rank { fields.append(Value.Field("rank", rank.value(in: locale))) }
    fields.append(Value.Field("ways", .list(ways.map { $0.value(in: locale) })))
    if more > 0 { fields.append(Value.Field("more", .number("\(more)"))) }
    return .object(fields)
  }
}

extension RankGap {
  fileprivate func value(in locale: String) -> Value {
    var fields = [
      Value.Field("rank", .number("\(rank)")),
      Value.Field("between", .list(between.map { $0.value(in: locale) })),
    ]
    if more > 0 { fields.append(Value.Field("more", .number("\(more)"))) }
    if let rival { fields.append(Value.Field("rival", rival.value(in: locale))) }
    fields.append(Value.Field("terms", .list(terms.map { $0.value(in: locale) })))
    if let decidedBy { fields.append(Value.Field("decidedBy", .number("\(decidedBy)"))) }
    fields.append(Value.Field("contributions", .list(contributions.map { $0.value(in: locale) })))
    if contributionsMore > 0 {
      fields.append(Value.Field("contributionsMore", .number("\(contributionsMore)")))
    }
    return .object(fields)
  }
}

extension RankGap.Term {
  fileprivate func value(in locale: String) -> Value {
    .object([
      Value.Field("path", .text(place.path)), Value.Field("descending", .bool(descending)),
      Value.Field("own", own), Value.Field("other", other),
    ])
  }
}

extension RankGap.Contribution {
  fileprivate func value(in locale: String) -> Value {
    .object([
      Value.Field("sum", .text(sum.path)), Value.Field("subject", .text(subject.text(in: locale))),
      Value.Field("own", own), Value.Field("other", other), Value.Field("difference", difference),
    ])
  }
}
