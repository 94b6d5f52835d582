/// How two recommendations differ: what a person reads, which facts, and which rules applied anew or no longer.
///
///     let changed = try profile.changed(by: [.set("skills.data-analysis=4")], for: pack)
///     let comparison = try pack.comparison(of: profile, with: changed)
///     for section in comparison.sections {
///       for line in section.lines { print(line.kind, line.after?.text(in: "en") ?? "") }
///     }
///
/// The two may come from different profiles, from different packs, or from both: everything is compared by ids and names.
public struct Comparison: Sendable {
  /// The recommendation that the other one is compared with.
  public let before: Recommendation
  /// The other one.
  public let after: Recommendation
  /// The sections of the report in which something differs, in its order. Lines that are the same are left out, and so are
  /// sections in which all are.
  public let sections: [SectionChange]

  /// Compares two recommendations.
  public init(of before: Recommendation, with after: Recommendation) {
    self.before = before
    self.after = after
    sections = SectionsCompared.changes(before.report, after.report)
  }

  /// Whether a person reads the same. Facts that no section shows may differ.
  public var isEmpty: Bool { sections.isEmpty }

  /// What the two profiles state differently, sorted by path.
  public var profile: [FactChange] { FactsCompared(before.answer, after.answer).stated() }

  /// The derived facts that differ, sorted by path. Found when it is asked for.
  public var facts: [FactChange] { FactsCompared(before.answer, after.answer).derived() }

  /// The rules that apply anew, no longer or with other values, sorted by name. Found when it is asked for, by running
  /// those rules once more that read anything which differs.
  public var rules: [RuleChange] { RulesCompared(before.answer, after.answer).changes() }
}

extension Pack {
  /// What a change of the profile changes in the recommendation.
  ///
  /// - Throws: what `recommendation(for:)` throws for either profile.
  public func comparison(of profile: Profile, with changed: Profile) throws(DiagnosticError) -> Comparison {
    Comparison(of: try recommendation(for: profile), with: try recommendation(for: changed))
  }
}
