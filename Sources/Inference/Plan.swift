/// A stretch of steps that answers one condition, ending with what is done about a match.
struct Plan: Sendable {
  let first: Int
  let last: Int
  /// Stretch of `Code.indexes`: what is to be caught up before a run.
  let indexes: Extent
}
