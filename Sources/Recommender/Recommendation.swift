import RuleLanguage

/// What follows from a profile: sections to read, and the facts behind them.
///
///     for line in recommendation.section("roles") {
///       print(line.text(in: "zh"), line.values["percent"]?.double ?? 0)
///       for reason in line.reasons { print("  ", reason.text.text(in: "zh")) }
///     }
public struct Recommendation: Sendable {
  /// The sections of the pack's report, in its order; those of warnings are left out.
  public let sections: [Section]
  /// What the profile does not state and the result rests on.
  public let assumptions: [Assumption]
  /// The lines of the report's warning sections.
  public let warnings: [Line]
  /// All sections of the report, with those of warnings.
  let report: [Section]
  let answer: Answer

  init(_ answer: Answer) throws(DiagnosticError) {
    self.init(answer, report: try Sections.all(answer))
  }

  init(_ answer: Answer, report: [Section]) {
    self.answer = answer
    self.report = report
    sections = report.filter { $0.tone != .warning }
    warnings = report.filter { $0.tone == .warning }.flatMap(\.lines)
    assumptions = Assumptions(answer, sections: report).all()
  }

  /// The name of the pack.
  public var pack: String { answer.pack.manifest.id }
  /// The version of the pack.
  public var version: String { answer.pack.manifest.version }
  /// What people call the pack.
  public var title: Text { answer.text(answer.pack.manifest.title) }
  /// The locales that the pack is written in.
  public var locales: [String] { answer.locales }
  /// The digest of the rules; see `Pack.digest`.
  public var digest: String { PackDigest.text(of: answer.pack) }

  /// The whole derived tree, in the words of the pack's shape.
  ///
  /// Records and maps are objects with sorted fields, sets are sorted lists, numbers have no trailing zeros. A place with
  /// a default is there for every possible key, or where there are more than 1,000, for the entries of its map.
  public var facts: Value { FactTree.of(answer) }

  /// The lines of a section, wherever it stands; in a part of several lines, of all of them.
  public func section(_ id: String) -> [Line] {
    Recommendation.find(id, in: sections)
  }

  private static func find(_ id: String, in sections: [Section]) -> [Line] {
    sections.flatMap { section in
      section.id == id ? section.lines : section.lines.flatMap { find(id, in: $0.sections) }
    }
  }
}
