extension DifferenceSummary {
  /// The summary as data, in the format `diff/1`, which `docs/diff.schema.json` describes.
  ///
  /// - Parameter locale: the locale of its texts.
  public func value(in locale: String) -> Value {
    .object([
      Value.Field("format", "diff/1"),
      Value.Field("locale", .text(locale)),
      Value.Field("old", DifferenceSummary.origin(difference.old)),
      Value.Field("new", DifferenceSummary.origin(difference.new)),
      Value.Field("profiles", .number("\(profiles)")),
      Value.Field("different", .number("\(different)")),
      Value.Field("same", .number("\(same)")),
      Value.Field("bad", .number("\(bad)")),
      Value.Field("unexplained", .number("\(unexplained)")),
      Value.Field("capped", .number("\(capped)")),
      Value.Field(
        "edits", .list(zip(difference.edits, counts).map { edit, count in edit.value(profiles: count) })),
      Value.Field("people", .list(people.map { $0.value(in: locale) })),
    ])
  }

  private static func origin(_ pack: Pack) -> Value {
    .object([
      Value.Field("pack", .text(pack.id)), Value.Field("version", .text(pack.version)),
      Value.Field("digest", .text(pack.digest)),
    ])
  }
}

extension PackEdit {
  fileprivate func value(profiles: Int) -> Value {
    var fields = [
      Value.Field("subject", .text(subject.rawValue)), Value.Field("name", .text(name)),
      Value.Field("change", .text(kind.rawValue)),
    ]
    for (name, side) in [("before", before), ("after", after)] {
      guard let side else { continue }
      fields.append(
        Value.Field(
          name,
          .object([
            Value.Field("path", .text(side.place.path)), Value.Field("line", .number("\(side.place.line)")),
            Value.Field("text", .text(side.text)),
          ])))
    }
    fields.append(Value.Field("profiles", .number("\(profiles)")))
    return .object(fields)
  }
}

extension DifferenceSummary.Person {
  fileprivate func value(in locale: String) -> Value {
    var fields = [Value.Field("name", .text(name))]
    fields.append(Value.Field("causes", .list(difference.causes.map { .number("\($0 + 1)") })))
    fields.append(Value.Field("minimal", .bool(difference.isMinimal)))
    for (name, answer) in [("before", difference.before), ("after", difference.after)] {
      guard case .failure(let error) = answer else { continue }
      let errors = error.diagnostics.map { diagnostic in
        Value.object([
          Value.Field("code", .text(diagnostic.code)), Value.Field("message", .text(diagnostic.message)),
        ])
      }
      fields.append(Value.Field(name, .list(errors)))
    }
    let sections = difference.comparison?.sections ?? []
    fields.append(Value.Field("sections", .list(sections.map { $0.value(in: locale) })))
    return .object(fields)
  }
}
