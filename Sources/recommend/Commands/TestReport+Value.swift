internal import Recommender

extension TestReport {
  /// The report as `--format json` prints it; `docs/testing.md` describes it.
  var value: Value {
    var fields: [Value.Field] = [
      .init("format", "tests/1"),
      .init("tests", .number("\(entries.reduce(0) { $0 + $1.results.count })")),
      .init("failed", .number("\(failed)")),
      .init("packs", .list(entries.map(pack))),
    ]
    if let coverage { fields.append(.init("coverage", .list(coverage.packs.map(covered)))) }
    if let mutations { fields.append(.init("mutations", tried(mutations))) }
    return .object(fields)
  }

  private func pack(_ entry: Entry) -> Value {
    .object([
      .init("pack", .text(entry.id)), .init("version", .text(entry.version)),
      .init(
        "tests",
        .list(
          entry.results.map { result in
            .object(
              [.init("test", .text(result.name))] + place(result.place) + [
                .init("passed", .bool(result.passed)),
                .init("seconds", .number(result.duration.seconds)),
                .init("failures", .list(result.failures.map(diagnostic))),
              ])
          })),
    ])
  }

  private func place(_ place: Place) -> [Value.Field] {
    [
      .init("file", .text(place.path)), .init("line", .number("\(place.line)")),
      .init("column", .number("\(place.column)")),
    ]
  }

  private func diagnostic(_ diagnostic: Diagnostic) -> Value {
    var fields: [Value.Field] = [
      .init("code", .text(diagnostic.code)), .init("message", .text(diagnostic.message)),
    ]
    if let place = diagnostic.place { fields += self.place(place) }
    if let help = diagnostic.help { fields.append(.init("help", .text(help))) }
    return .object(fields)
  }

  // MARK: Coverage

  private func covered(_ pack: PackCoverage) -> Value {
    .object([
      .init("pack", .text(pack.id)), .init("used", .bool(pack.isUsed)),
      .init("rules", .number("\(pack.rules.count)")), .init("coveredRules", .number("\(pack.coveredRules)")),
      .init("outcomes", .number("\(pack.outcomes)")),
      .init("coveredOutcomes", .number("\(pack.coveredOutcomes)")),
      .init("byRule", .list(pack.rules.map(covered))),
    ])
  }

  private func covered(_ rule: RuleCoverage) -> Value {
    var fields: [Value.Field] = [.init("rule", .text(rule.name))] + place(rule.place)
    fields.append(.init("covered", .bool(rule.isCovered)))
    fields.append(.init("tests", .list(rule.tests.map(Value.text))))
    if let reason = rule.reason { fields.append(.init("reason", self.reason(reason))) }
    fields.append(
      .init(
        "conditions",
        .list(
          rule.conditions.map { condition in
            .object([
              .init("part", .text(condition.kind.rawValue)), .init("condition", .text(condition.text)),
              .init("met", .bool(condition.isMet)), .init("missed", .bool(condition.isMissed)),
            ])
          })))
    return .object(fields)
  }

  private func reason(_ reason: RuleCoverage.Reason) -> Value {
    switch reason {
    case .noTests: .object([.init("code", "no-tests")])
    case .nothingStates(let path): .object([.init("code", "nothing-states"), .init("path", .text(path))])
    case .packsDecide(let premises):
      .object([.init("code", "packs-decide"), .init("conditions", .list(premises.map(Value.text)))])
    case .nearest(let test, let failing):
      .object([
        .init("code", "nearest"), .init("test", .text(test)),
        .init("conditions", .list(failing.map(Value.text))),
      ])
    }
  }

  // MARK: Mutations

  private func tried(_ report: MutationReport) -> Value {
    .object([
      .init("possible", .number("\(report.possible)")), .init("tried", .number("\(report.mutations.count)")),
      .init("counted", .number("\(report.counted)")), .init("caught", .number("\(report.caught)")),
      .init("complete", .bool(report.isComplete)),
      .init("byChange", .list(report.mutations.map(tried))),
    ])
  }

  private func tried(_ mutation: Mutation) -> Value {
    var fields: [Value.Field] =
      [.init("pack", .text(mutation.pack)), .init("rule", .text(mutation.rule))] + place(mutation.place)
    fields.append(.init("kind", .text(mutation.kind.rawValue)))
    fields.append(.init("before", .text(mutation.before)))
    if let after = mutation.after { fields.append(.init("after", .text(after))) }
    switch mutation.verdict {
    case .caught(let test): fields += [.init("verdict", "caught"), .init("by", .text(test))]
    case .refused: fields.append(.init("verdict", "refused"))
    case .missed(let witness):
      fields.append(.init("verdict", "missed"))
      if let witness {
        fields.append(.init("test", .text(witness.yaml)))
        if let file = witness.file { fields.append(.init("testFile", .text(file))) }
      }
    }
    return .object(fields)
  }
}

extension Duration {
  /// In seconds, to the microsecond: `0.001204`.
  var seconds: String {
    let (seconds, attoseconds) = components
    let micros = "\(attoseconds / 1_000_000_000_000)"
    return "\(seconds).\(String(repeating: "0", count: max(0, 6 - micros.count)))\(micros)"
  }
}
