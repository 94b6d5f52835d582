import Inference
import RuleLanguage
import SourceTree

/// Tells which profiles get another answer by a newer version of a pack, and which edits cause it.
///
/// A cause is a 1-minimal set of edits: the older version with these alone gives the answer of the newer one, and with any
/// one less it does not. Single edits are tried first, those that touch what differs before others, then sets by delta
/// debugging. The packs in between are compiled once for all profiles; sets that do not compile suffice for nothing.
public struct DifferenceFinder: Sendable {
  /// An answer as a person reads it.
  private struct Reading {
    let answer: Answer
    let report: [Section]
  }

  /// Of more edits, only those that touch what differs are tried alone.
  private static let singles = 64

  private let difference: PackDifference
  private let aside: String?
  private var variants: PackVariants?

  /// - Parameters:
  ///   - id: a field of profiles that belongs to no rule, unless the shape has it.
  ///   - maxPacks: how many packs in between may be compiled to find causes.
  public init(_ difference: PackDifference, id: String? = nil, maxPacks: Int = 200) {
    self.difference = difference
    aside = id
    variants = difference.text.map {
      PackVariants(from: difference.old, $0, with: difference.edits, limit: maxPacks)
    }
  }

  /// What the two versions make of a profile, given as the bytes of its YAML or JSON.
  ///
  /// - Parameter name: what messages call it.
  public mutating func outcome(for bytes: [UInt8], named name: String = "profile") -> ProfileOutcome {
    let before = read(bytes, name, by: difference.old)
    let after = read(bytes, name, by: difference.new)
    if isSame(before, after) {
      if case .failure(let error) = after { return .bad(error) }
      return .same
    }
    var comparison: Comparison?
    if case .success(let old) = before, case .success(let new) = after {
      comparison = Comparison(
        of: Recommendation(old.answer, report: old.report),
        with: Recommendation(new.answer, report: new.report))
    }
    let (causes, isMinimal) = causes(of: after, comparison, bytes, name)
    return .differs(
      ProfileDifference(
        before: before.map { Recommendation($0.answer, report: $0.report) },
        after: after.map { Recommendation($0.answer, report: $0.report) }, comparison: comparison,
        causes: causes, isMinimal: isMinimal))
  }

  // MARK: Answers

  private func read(_ bytes: [UInt8], _ name: String, by pack: Pack) -> Result<Reading, DiagnosticError> {
    Result { () throws(DiagnosticError) in
      let facts = try FactsFromProfile.read(
        path: name, bytes: bytes, for: pack.compiled, limits: pack.limits.source, without: aside)
      let answer = try Answer(of: pack, for: facts)
      return Reading(answer: answer, report: try Sections.all(answer))
    }
  }

  private func isSame(
    _ one: Result<Reading, DiagnosticError>, _ other: Result<Reading, DiagnosticError>
  ) -> Bool {
    switch (one, other) {
    case (.success(let one), .success(let other)):
      SectionsCompared.changes(one.report, other.report).isEmpty
    case (.failure(let one), .failure(let other)):
      one.diagnostics.map { [$0.code, $0.message] } == other.diagnostics.map { [$0.code, $0.message] }
    case (.success, .failure), (.failure, .success): false
    }
  }

  // MARK: Causes

  private mutating func causes(
    of wanted: Result<Reading, DiagnosticError>, _ comparison: Comparison?, _ bytes: [UInt8], _ name: String
  ) -> (causes: [Int], isMinimal: Bool) {
    guard var variants, !difference.edits.isEmpty else { return ([], false) }
    defer { self.variants = variants }
    func suffices(_ chosen: [Int]) -> Bool? {
      switch variants.variant(chosen.sorted()) {
      case .tooMany: nil
      case .refused: false
      case .pack(let pack): isSame(read(bytes, name, by: pack), wanted)
      }
    }
    let topics = comparison.map { DifferenceFinder.topics($0.sections) } ?? []
    let all = Array(difference.edits.indices)
    let near = all.filter { !difference.edits[$0].touches.isDisjoint(with: topics) }
    let far = all.filter { difference.edits[$0].touches.isDisjoint(with: topics) }
    for edit in near + (all.count <= DifferenceFinder.singles ? far : []) {
      guard let does = suffices([edit]) else { break }
      if does { return ([edit], true) }
    }
    guard let whole = suffices(all) else { return ([], false) }
    if !whole { return ([], false) }
    let found = DeltaDebugging.minimum(of: near + far, suffices: suffices)
    return (found.changes.sorted(), found.isMinimal)
  }

  /// The sections of the report that differ, and those of the shape that their lines show.
  private static func topics(_ sections: [SectionChange]) -> Set<String> {
    var topics: Set<String> = []
    for section in sections {
      topics.insert(section.id)
      for line in section.lines {
        for line in [line.before, line.after].compactMap({ $0 }) {
          for fact in line.facts {
            topics.insert(String(line.answer.pack.shape[fact.leaf].path.prefix { $0 != "." }))
          }
        }
        topics.formUnion(Self.topics(line.sections))
      }
    }
    return topics
  }
}
