/// A fact, or a value of a line, that differs.
public struct FactChange: Sendable, Hashable {
  /// `fit.content-operations.score`; a member of a set and an entry of a map are the last part. Of what a profile states, the
  /// path below `profile`; of a line, the name of a variable.
  public let path: String
  /// What it was; nil where there was none. Members and entries are `true`.
  public let before: Value?
  /// What it is; nil where there is none.
  public let after: Value?

  init?(_ path: String, _ before: Value?, _ after: Value?) {
    if before == after { return nil }
    self.path = path
    self.before = before
    self.after = after
  }
}
