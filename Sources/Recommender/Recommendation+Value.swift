extension Recommendation {
  /// The recommendation as data, in the format `recommendation/1`, which `docs/recommendation.schema.json` describes.
  ///
  /// - Parameters:
  ///   - locale: the locale of its texts.
  ///   - margins: whether lines say what would take their place away, where the pack says what that means. It takes a
  ///     search for each; what goes wrong in one is told by `Line.margin`.
  public func value(in locale: String, margins: Bool = false) -> Value {
    .object([
      Value.Field("format", "recommendation/1"),
      Value.Field("pack", .text(pack)),
      Value.Field("version", .text(version)),
      Value.Field("digest", .text(digest)),
      Value.Field("locale", .text(locale)),
      Value.Field("title", .text(title.text(in: locale))),
      Value.Field("sections", .list(sections.map { $0.value(in: locale, margins) })),
      Value.Field("assumptions", .list(assumptions.map { $0.value(in: locale) })),
      Value.Field("warnings", .list(warnings.map { $0.value(in: locale, false) })),
      Value.Field("facts", facts),
    ])
  }
}

extension Section {
  fileprivate func value(in locale: String, _ margins: Bool) -> Value {
    var fields = [Value.Field("section", .text(id))]
    if let title { fields.append(Value.Field("title", .text(title.text(in: locale)))) }
    if tone != .plain { fields.append(Value.Field("tone", .text(tone.rawValue))) }
    fields.append(Value.Field("lines", .list(lines.map { $0.value(in: locale, margins) })))
    if lines.isEmpty, let empty { fields.append(Value.Field("empty", .text(empty.text(in: locale)))) }
    return .object(fields)
  }
}

extension Line {
  fileprivate func value(in locale: String, _ margins: Bool) -> Value {
    var fields = fields(in: locale)
    let reasons = reasons
    if !reasons.isEmpty { fields.append(Value.Field("reasons", .list(reasons.map { $0.value(in: locale) }))) }
    if !sections.isEmpty {
      fields.append(Value.Field("sections", .list(sections.map { $0.value(in: locale, margins) })))
    }
    if margins, let margin = try? margin() { fields.append(Value.Field("margin", margin.margin(in: locale))) }
    return .object(fields)
  }

  /// What the line itself says.
  func fields(in locale: String) -> [Value.Field] {
    var fields: [Value.Field] = []
    if let text { fields.append(Value.Field("text", .text(text.text(in: locale)))) }
    if let percent { fields.append(Value.Field("percent", .number(percent))) }
    if let note { fields.append(Value.Field("note", .text(note.text(in: locale)))) }
    let values = values(in: locale)
    if !values.isEmpty {
      fields.append(
        Value.Field(
          "values", .object(values.sorted { $0.key < $1.key }.map { Value.Field($0.key, $0.value) })))
    }
    return fields
  }
}

extension Value {
  /// Six places at most, and none for a whole number.
  static func number(_ value: Double) -> Value {
    .number(value == value.rounded() ? String(Int(value)) : "\(value)")
  }
}

extension Reason {
  fileprivate func value(in locale: String) -> Value {
    var fields = [Value.Field("rule", .text(rule)), Value.Field("text", .text(text.text(in: locale)))]
    if let source { fields.append(Value.Field("source", .text(source))) }
    return .object(fields)
  }
}

extension Assumption {
  fileprivate func value(in locale: String) -> Value {
    var fields = [Value.Field("path", .text(path)), Value.Field("subject", .text(subject.text(in: locale)))]
    if let value { fields.append(Value.Field("value", value)) }
    if uses > 0 { fields.append(Value.Field("uses", .number(String(uses)))) }
    if let question { fields.append(Value.Field("question", .text(question.text(in: locale)))) }
    if let help { fields.append(Value.Field("help", .text(help.text(in: locale)))) }
    return .object(fields)
  }
}
