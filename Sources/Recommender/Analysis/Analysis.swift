import RuleLanguage
import SourceTree

/// What a look at the meaning of a pack found: rules that never apply, rules that contradict each other, what nobody
/// uses, what a reader of one language does not get to read.
///
///     let analysis = pack.analysis()
///     for finding in analysis.findings { print(finding.diagnostic) }
///
/// It depends on the pack alone: two looks at the same files find the same, in the same order.
public struct Analysis: Sendable {
  /// One fault, or something that is hardly meant.
  public struct Finding: Sendable {
    /// What it is and where. Its severity is `error` for a fault and `warning` for what may be meant.
    public let diagnostic: Diagnostic
    /// A profile that shows it, as small as any that does; nil where there can't be one or none is needed.
    public let witness: Value?
    /// A pattern that holds for the witness once the fault is gone.
    public let expectation: Value?
  }

  /// By place, then by code.
  public let findings: [Finding]
  /// Paths of protected fields from which nothing follows.
  public let independent: [String]
  /// How many questions were given up, because a search would have taken too long. What they are about is not among
  /// the findings, though it may be a fault.
  public let undecided: Int

  /// Whether one of the findings is a fault.
  public var hasFaults: Bool { findings.contains { $0.diagnostic.severity == .error } }

  /// A file of tests of the pack: each states a witness and expects what shall hold for it.
  ///
  /// - Returns: nil where no finding has a witness.
  public var tests: Value? {
    let tests = findings.compactMap { finding -> Value? in
      guard let witness = finding.witness, let expectation = finding.expectation else { return nil }
      return .object([
        Value.Field("test", .text(finding.diagnostic.message)), Value.Field("profile", witness),
        Value.Field("expect", expectation),
      ])
    }
    return tests.isEmpty ? nil : .object([Value.Field("tests", .list(tests))])
  }
}

extension Pack {
  /// How many parts of a search are looked at, if nothing else is said.
  public static let standardAnalysisEffort = 2_000

  /// Looks at what the pack means.
  ///
  /// Of a pack some of whose kinds have no ids, which others use, only what no other pack can mend is told. Nothing is told
  /// of a pack from an image.
  ///
  /// - Parameters:
  ///   - locale: the locale of what the pack itself says about its audits; without it, its first one.
  ///   - effort: how many parts of each search are looked at before it is given up.
  public func analysis(in locale: String? = nil, effort: Int = Pack.standardAnalysisEffort) -> Analysis {
    var analyzer = PackAnalyzer(self, locale: locale ?? locales[0], effort: effort)
    return analyzer.analysis()
  }
}
