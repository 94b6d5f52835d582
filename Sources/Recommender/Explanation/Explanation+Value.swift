extension Explanation {
  /// The tree as data, as the format `explanation/1` has it; `docs/explanation.schema.json` describes it.
  ///
  /// - Parameter locale: the locale of its texts.
  public func value(in locale: String) -> Value {
    var fields = place.fields(in: locale)
    fields.append(Value.Field("origin", .text(origin.rawValue)))
    if let source { fields.append(Value.Field("place", source.value)) }
    if let number { fields.append(Value.Field("number", .number("\(number)"))) }
    if extent != .whole { fields.append(Value.Field("extent", .text(extent.rawValue))) }
    if let combines { fields.append(Value.Field("combines", .text(combines.rawValue))) }
    if !stated.isEmpty { fields.append(Value.Field("stated", .list(stated.map { $0.value(in: locale) }))) }
    if !conclusions.isEmpty {
      fields.append(Value.Field("conclusions", .list(conclusions.map { $0.value(in: locale) })))
    }
    if more > 0 { fields.append(Value.Field("more", .number("\(more)"))) }
    if let ranking { fields.append(Value.Field("ranking", ranking.value(in: locale))) }
    return .object(fields)
  }
}

extension StatedPlace {
  func value(in locale: String) -> Value { .object(fields(in: locale)) }

  fileprivate func fields(in locale: String) -> [Value.Field] {
    var fields = [Value.Field("path", .text(path))]
    if let value { fields.append(Value.Field("value", value)) }
    fields.append(Value.Field("text", .text(text(in: locale))))
    return fields
  }
}

extension Place {
  /// The path, the line and the column.
  var value: Value {
    .object([
      Value.Field("path", .text(path)), Value.Field("line", .number("\(line)")),
      Value.Field("column", .number("\(column)")),
    ])
  }
}

extension Conclusion {
  fileprivate func value(in locale: String) -> Value {
    var fields = [Value.Field("rule", .text(rule))]
    if let place { fields.append(Value.Field("place", place.value)) }
    if let because { fields.append(Value.Field("because", .text(because.text(in: locale)))) }
    if let source { fields.append(Value.Field("source", .text(source))) }
    if let contribution { fields.append(Value.Field("contribution", contribution)) }
    fields.append(Value.Field("premises", .list(premises.map { $0.value(in: locale) })))
    if !absent.isEmpty { fields.append(Value.Field("absent", .list(absent.map { $0.value(in: locale) }))) }
    return .object(fields)
  }
}

extension AbsentPattern {
  func value(in locale: String) -> Value { .list(patterns.map { $0.value(in: locale) }) }
}

extension Ranking {
  fileprivate func value(in locale: String) -> Value {
    var fields = [
      Value.Field(
        "terms",
        .list(
          terms.map {
            .object([
              Value.Field("descending", .bool($0.descending)),
              Value.Field("fact", $0.explanation.value(in: locale)),
            ])
          }))
    ]
    if let before { fields.append(Value.Field("before", before.value(in: locale))) }
    if let behind { fields.append(Value.Field("behind", behind.value(in: locale))) }
    return .object(fields)
  }
}

extension Ranking.Neighbour {
  func value(in locale: String) -> Value {
    var fields = [
      Value.Field("id", .text(id)), Value.Field("name", .text(name.text(in: locale))),
      Value.Field("rank", .number("\(rank)")), Value.Field("values", .list(values)),
    ]
    if let decidedBy { fields.append(Value.Field("decidedBy", .number("\(decidedBy)"))) }
    if let distance { fields.append(Value.Field("distance", distance)) }
    return .object(fields)
  }
}
