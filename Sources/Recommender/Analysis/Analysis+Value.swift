import SourceTree

extension Analysis.Finding {
  /// The finding as data: its code, its severity, the sentence, where it is, what helps, and a witness.
  public var value: Value {
    var fields = [
      Value.Field("code", .text(diagnostic.code)),
      Value.Field("severity", .text(diagnostic.severity.rawValue)),
      Value.Field("message", .text(diagnostic.message)),
    ]
    if let place = diagnostic.place { fields.append(Value.Field("place", place.value)) }
    if let help = diagnostic.help { fields.append(Value.Field("help", .text(help))) }
    if !diagnostic.notes.isEmpty {
      fields.append(
        Value.Field(
          "notes",
          .list(
            diagnostic.notes.map { note in
              var fields = [Value.Field("message", .text(note.message))]
              if let place = note.place { fields.append(Value.Field("place", place.value)) }
              return .object(fields)
            })))
    }
    if let witness { fields.append(Value.Field("witness", witness)) }
    return .object(fields)
  }
}

extension Analysis {
  /// The findings as data, as they stand below a pack in the format `check/1`.
  public var value: Value {
    .object([
      Value.Field("findings", .list(findings.map(\.value))),
      Value.Field("independent", .list(independent.map(Value.text))),
      Value.Field("undecided", .number(String(undecided))),
    ])
  }
}
