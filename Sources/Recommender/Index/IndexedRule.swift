import SourceTree

extension PackIndex {
  /// A rule; the rows of a table are one rule.
  package struct Rule: Sendable {
    package let name: String
    package let place: Place
    /// How many rows its table has; nil without a table.
    package internal(set) var rows: Int?
    /// By number of the leaf, each once, in the order of their paths.
    package internal(set) var reads: [Access] = []
    package internal(set) var writes: [Access] = []
    /// The names of the author's variables, sorted.
    package internal(set) var variables: [String] = []
    /// From 1; a rule that concludes into two strata is in both.
    package internal(set) var strata: [Int] = []
    package let because: Text?
    package let source: String?
  }

  /// One place of a rule or a section of the report that reads or writes a leaf.
  package struct Access: Sendable, Hashable {
    /// The number of the leaf in `PackIndex.leaves`.
    package let leaf: Int
    package let place: Place
    /// Whether the leaf is read through `unless`.
    package let isUnless: Bool
    /// Whether all rules that write the leaf are done before this one reads it.
    package let isComplete: Bool
  }

  /// A section of the report, or a part of one.
  package struct ReportSection: Sendable {
    package let id: String
    package let place: Place
    package let depth: Int
    package let title: Text?
    package let reads: [Access]
  }
}
