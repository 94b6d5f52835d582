import RuleLanguage

extension Reachability {
  /// The answer as data, in the format `reach/1`, which `docs/reach.schema.json` describes.
  ///
  /// - Parameter locale: the locale of its texts.
  public func value(in locale: String) -> Value {
    var fields = [
      Value.Field("format", "reach/1"), Value.Field("pack", .text(answer.pack.manifest.id)),
      Value.Field("version", .text(answer.pack.manifest.version)),
      Value.Field("digest", .text(PackDigest.text(of: answer.pack))), Value.Field("locale", .text(locale)),
      Value.Field("goal", .text(goal)),
      Value.Field("routes", .list(routes.map { $0.value(in: locale) })), Value.Field("exact", .bool(isExact)),
    ]
    if let bound { fields.append(Value.Field("bound", .number(bound))) }
    if let unit { fields.append(Value.Field("unit", .text(unit.text(in: locale)))) }
    if let obstacle { fields.append(Value.Field("obstacle", obstacle.value)) }
    return .object(fields)
  }
}

extension Reachability {
  /// A margin, beside the line that it is of: what is cheapest, without the steps.
  func margin(in locale: String) -> Value {
    var fields = [Value.Field("exact", .bool(isExact))]
    if let route = routes.first {
      fields.append(Value.Field("cost", .number(route.cost)))
      if let unit { fields.append(Value.Field("unit", .text(unit.text(in: locale)))) }
      fields.append(
        Value.Field("changes", .list(route.changes.map { $0.value(in: locale, withSteps: false) })))
    }
    return .object(fields)
  }
}

extension Reachability.Obstacle {
  fileprivate var value: Value {
    switch self {
    case .each(let fields): .object([kind("each"), Value.Field("fields", .list(fields.map(\.value)))])
    case .together(let fields):
      .object([kind("together"), Value.Field("fields", .list(fields.map(\.value)))])
    case .without(let fields): .object([kind("without"), Value.Field("fields", .list(fields.map(\.value)))])
    case .withoutAll(let fields):
      .object([kind("without-all"), Value.Field("fields", .list(fields.map(\.value)))])
    case .rules: .object([kind("rules")])
    case .search: .object([kind("search")])
    case .cost: .object([kind("cost")])
    }
  }

  private func kind(_ name: String) -> Value.Field { Value.Field("kind", .text(name)) }
}

extension Reachability.Field {
  fileprivate var value: Value {
    .object([
      Value.Field("path", .text(path)), Value.Field("stated", .list(stated.map(\.data))),
      Value.Field("more", .number(String(more))),
    ])
  }
}

extension Reachability.Statement {
  fileprivate var data: Value {
    .object(
      [Value.Field("path", .text(path)), Value.Field("value", value)]
        + (place.map { [Value.Field("place", $0.value)] } ?? []))
  }
}

extension Route {
  fileprivate func value(in locale: String) -> Value {
    .object([
      Value.Field("cost", .number(cost)), Value.Field("changes", .list(changes.map { $0.value(in: locale) })),
    ])
  }
}

extension Route.Change {
  fileprivate func value(in locale: String, withSteps: Bool = true) -> Value {
    var fields = [Value.Field("path", .text(path)), Value.Field("subject", .text(subject.text(in: locale)))]
    if let from { fields.append(Value.Field("from", from)) }
    if let to { fields.append(Value.Field("to", to)) }
    if let place { fields.append(Value.Field("place", place.value)) }
    fields.append(Value.Field("cost", .number(cost)))
    if withSteps { fields.append(Value.Field("steps", .list(steps.map { $0.value(in: locale) }))) }
    return .object(fields)
  }
}

extension Route.Step {
  fileprivate func value(in locale: String) -> Value {
    var fields: [Value.Field] = []
    if let from { fields.append(Value.Field("from", from)) }
    if let to { fields.append(Value.Field("to", to)) }
    return .object(
      fields + [
        Value.Field("cost", .number(cost)), Value.Field("ways", .list(ways.map { $0.value(in: locale) })),
      ])
  }
}

extension Route.Way {
  fileprivate func value(in locale: String) -> Value {
    var fields = [Value.Field("change", .text(change)), Value.Field("cost", .number(cost))]
    if let text { fields.append(Value.Field("text", .text(text.text(in: locale)))) }
    return .object(fields + [Value.Field("place", place.value)])
  }
}
