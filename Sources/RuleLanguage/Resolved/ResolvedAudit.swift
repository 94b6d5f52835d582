package import SourceTree

/// What the authors of a pack expect of it, and of the packs that use it: whenever `each` matches, so does `needs`, or
/// some profile brings `reaches` about; without either, nothing matches `each`.
package struct ResolvedAudit: Sendable {
  package let id: String
  package let span: Span
  /// What the expectation is about.
  package let each: ResolvedQuery
  /// What the pack must state or conclude without any profile; the variables of `each` are given.
  package let needs: ResolvedQuery?
  /// What must hold for some profile; the variables of `each` are given.
  package let reaches: ResolvedQuery?
  /// What it means if that is not so.
  package let because: Template?
  /// Whether it may be meant that it is not so.
  package let isWarning: Bool
}
