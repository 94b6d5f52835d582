package import Inference
package import SourceTree

/// A program beside all that people need and evaluation does not: names, texts, places, the report.
///
/// A class, because it is large, never changes and is handed around.
package final class CompiledPack: Sendable {
  /// Used packs first, the pack itself last.
  package let manifests: [Manifest]
  package let sources: PackSources
  package let shape: Shape
  package let vocabulary: Vocabulary
  package let texts: TextTable
  package let rules: [ResolvedRule]
  package let changes: [ResolvedChange]
  package let report: [ResolvedSection]
  package let questions: [ResolvedQuestion]
  /// None of a pack from an image.
  package let audits: [ResolvedAudit]
  package let program: Program
  /// By clause of the program, the rule that it comes from.
  package let clauseRules: [Int]
  /// By leaf, whether some rule concludes it.
  package let isConcluded: [Bool]
  /// By leaf, whether a rule or the report reads it.
  package let isRead: [Bool]
  /// The digest that stands in the image which the pack comes from.
  package let storedDigest: String?
  let knownDigest = Once<String>()
  let places: FactPlaces
  package let strata: Strata
  /// By pack, the roots of its files, `pack.yaml` first; none of a pack from an image.
  package let roots: [[YAMLNode]]

  convenience init(
    manifests: [Manifest], roots: [[YAMLNode]], sources: SourceMap, resolved: ResolvedPack, strata: Strata,
    program: Program
  ) {
    self.init(
      manifests: manifests, roots: roots, sources: PackSources(sources), shape: resolved.shape,
      vocabulary: resolved.vocabulary, texts: resolved.texts, places: FactPlaces(spans: resolved.facts.spans),
      rules: resolved.rules, changes: resolved.changes, report: resolved.report,
      questions: resolved.questions, audits: resolved.audits, strata: strata, program: program)
  }

  init(
    manifests: [Manifest], roots: [[YAMLNode]] = [], storedDigest: String? = nil, sources: PackSources,
    shape: Shape, vocabulary: Vocabulary, texts: TextTable, places: FactPlaces, rules: [ResolvedRule],
    changes: [ResolvedChange], report: [ResolvedSection], questions: [ResolvedQuestion],
    audits: [ResolvedAudit] = [], strata: Strata, program: Program
  ) {
    self.manifests = manifests
    self.roots = roots
    self.storedDigest = storedDigest
    self.sources = sources
    self.shape = shape
    self.vocabulary = vocabulary
    self.texts = texts
    self.places = places
    self.rules = rules
    self.changes = changes
    self.report = report
    self.questions = questions
    self.audits = audits
    self.strata = strata
    self.program = program
    clauseRules = strata.clauses.map(\.rule)
    var concluded = Array(repeating: false, count: shape.leaves.count)
    var read = concluded
    for (_, clause) in strata.clauses {
      for head in clause.heads { concluded[head.leaf.index] = true }
      for atom in clause.when.atoms + clause.unless.flatMap(\.atoms) { read[atom.leaf.index] = true }
    }
    isConcluded = concluded
    for section in report { section.markRead(&read) }
    isRead = read
  }

  package var manifest: Manifest { manifests[manifests.count - 1] }

  /// What the costs of changes are counted in, as the pack or the last of those that it uses says.
  package var costUnit: LocalizedText? { manifests.last { $0.costUnit != nil }?.costUnit }

  /// The rule behind a clause of the program.
  package func rule(_ clause: ClauseID) -> ResolvedRule { rules[clauseRules[clause.index]] }

  /// The locales that the pack is written in; at least one.
  package var locales: [String] {
    let stated = manifest.locales
    return stated.isEmpty ? ["en"] : stated
  }
}

extension ResolvedSection {
  fileprivate func markRead(_ read: inout [Bool]) {
    if let query {
      for atom in query.condition.atoms + query.unless.flatMap(\.atoms) { read[atom.leaf.index] = true }
    }
    for part in parts { part.markRead(&read) }
  }
}
