import SourceTree

/// A change that a person may make, as it is written: a rule whose `then` or `drop` is a place of the profile, and what a
/// step costs.
struct SurfaceChange {
  /// Its `then` is what the change is written with, `then` or `drop`.
  let rule: SurfaceRule
  /// Whether it takes away what is there.
  let isDrop: Bool
  let cost: YAMLNode

  static let fields = [
    "change", "when", "unless", "where", "then", "drop", "cost", "because", "source", "table", "note",
  ]
}
