/// A clause, ready to be run.
struct Rule: Sendable {
  let variables: Int
  /// Stretch of `FrozenProgram.targets`.
  let targets: Extent
  /// Stretch of `FrozenProgram.isBound`: which variables `when` binds.
  let isBound: Extent
  /// Stretch of `FrozenProgram.projections`: the variables of which a sum counts each binding once.
  let projection: Extent
  /// Which of the evaluator's sets remembers these bindings; `nil` when they cannot repeat.
  let distinct: Int?
}
