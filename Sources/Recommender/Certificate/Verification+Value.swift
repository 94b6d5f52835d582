extension Verification {
  /// The verification as data: `accepted`, `steps`, `applications`, and for each refusal its code, message and place.
  public var value: Value {
    .object([
      Value.Field("format", "verification/1"),
      Value.Field("accepted", .bool(isAccepted)),
      Value.Field("steps", .number(String(steps))),
      Value.Field("applications", .number(String(applications))),
      Value.Field(
        "refusals",
        .list(
          refusals.map { refusal in
            var fields = [
              Value.Field("code", .text(refusal.code)), Value.Field("message", .text(refusal.message)),
            ]
            if let place = refusal.place {
              fields.append(Value.Field("line", .number(String(place.line))))
              fields.append(Value.Field("column", .number(String(place.column))))
            }
            return .object(fields)
          })),
    ])
  }
}
