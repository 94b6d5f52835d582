extension Comparison {
  /// The comparison as data, in the format `comparison/1`, which `docs/comparison.schema.json` describes: the sections as a
  /// person reads them, and every fact and every application of a rule that differs.
  ///
  /// - Parameter locale: the locale of its texts.
  public func value(in locale: String) -> Value {
    .object([
      Value.Field("format", "comparison/1"),
      Value.Field("locale", .text(locale)),
      Value.Field("before", before.origin),
      Value.Field("after", after.origin),
      Value.Field("profile", .list(profile.map(\.value))),
      Value.Field("sections", .list(sections.map { $0.value(in: locale) })),
      Value.Field("facts", .list(facts.map(\.value))),
      Value.Field("rules", .list(rules.map { $0.value(in: locale) })),
    ])
  }
}

extension Recommendation {
  /// Which rules gave it.
  fileprivate var origin: Value {
    .object([
      Value.Field("pack", .text(pack)), Value.Field("version", .text(version)),
      Value.Field("digest", .text(digest)),
    ])
  }
}

extension SectionChange {
  func value(in locale: String) -> Value {
    var fields = [Value.Field("section", .text(id))]
    if let title { fields.append(Value.Field("title", .text(title.text(in: locale)))) }
    if let old = before?.title, let new = after?.title, old.text(in: locale) != new.text(in: locale) {
      fields.append(Value.Field("titleBefore", .text(old.text(in: locale))))
    }
    fields.append(Value.Field("lines", .list(lines.map { $0.value(in: locale) })))
    for (name, section) in [("emptyBefore", before), ("emptyAfter", after)] {
      if let section, section.lines.isEmpty, let empty = section.empty {
        fields.append(Value.Field(name, .text(empty.text(in: locale))))
      }
    }
    return .object(fields)
  }
}

extension LineChange {
  fileprivate func value(in locale: String) -> Value {
    var fields = [Value.Field("change", .text(kind.rawValue))]
    if let before { fields.append(Value.Field("before", before.own(in: locale, place: placeBefore))) }
    if let after { fields.append(Value.Field("after", after.own(in: locale, place: placeAfter))) }
    let values = values
    if !values.isEmpty {
      fields.append(Value.Field("values", .list(values.map(\.value))))
    }
    if !sections.isEmpty {
      fields.append(Value.Field("sections", .list(sections.map { $0.value(in: locale) })))
    }
    return .object(fields)
  }
}

extension Line {
  /// The line without its parts and reasons, which a comparison tells apart.
  fileprivate func own(in locale: String, place: Int?) -> Value {
    var fields = self.fields(in: locale)
    if let place { fields.insert(Value.Field("place", .number(String(place))), at: 0) }
    return .object(fields)
  }
}

extension FactChange {
  fileprivate var value: Value {
    var fields = [Value.Field("path", .text(path))]
    if let before { fields.append(Value.Field("before", before)) }
    if let after { fields.append(Value.Field("after", after)) }
    return .object(fields)
  }
}

extension RuleChange {
  fileprivate func value(in locale: String) -> Value {
    var fields = [
      Value.Field("rule", .text(rule)), Value.Field("path", .text(place.path)),
      Value.Field("line", .number(String(place.line))),
    ]
    if let source { fields.append(Value.Field("source", .text(source))) }
    let changes = changes.map { change in
      Value.object(
        [("before", change.before), ("after", change.after)].compactMap { name, application in
          application.map { Value.Field(name, $0.value(in: locale)) }
        })
    }
    fields.append(Value.Field("changes", .list(changes)))
    return .object(fields)
  }
}

extension RuleApplication {
  fileprivate func value(in locale: String) -> Value {
    let values = values.sorted { $0.key < $1.key }.map { Value.Field($0.key, $0.value) }
    var fields = [Value.Field("values", .object(values))]
    if let because { fields.append(Value.Field("because", .text(because.text(in: locale)))) }
    return .object(fields)
  }
}
