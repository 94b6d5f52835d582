/// A line of a section that came, went, moved or says something else.
public struct LineChange: Sendable {
  /// What became of a line.
  public enum Kind: String, Sendable, CaseIterable {
    /// It is new.
    case came
    /// It is gone.
    case went
    /// It says the same at another place among its neighbours.
    case moved
    /// Its text, its bar or its note differ; it may have moved as well.
    case changed
    /// It says the same, and something differs in its parts.
    case within
  }

  /// What became of the line.
  public let kind: Kind
  /// The line as it was; nil for one that came.
  public let before: Line?
  /// The line as it is; nil for one that went.
  public let after: Line?
  /// Its place among the lines of its section, from 1; nil where the report does not order them.
  public let placeBefore: Int?
  /// Its place now.
  public let placeAfter: Int?
  /// What differs in the parts of a line that was there and still is.
  public let sections: [SectionChange]

  /// The variables of the report whose values differ, sorted by name.
  public var values: [FactChange] {
    guard let before = before?.values, let after = after?.values else { return [] }
    return Set(before.keys).union(after.keys).sorted().compactMap { name in
      FactChange(name, before[name], after[name])
    }
  }
}
