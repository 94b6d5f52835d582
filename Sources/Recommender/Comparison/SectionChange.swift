/// A section of a report in which two recommendations differ.
public struct SectionChange: Sendable {
  /// The section as it was; nil where it came.
  public let before: Section?
  /// The section as it is; nil where it went.
  public let after: Section?
  /// The lines that differ, in the order of the report; one that went stands behind the line that it followed.
  public let lines: [LineChange]

  /// The name that the report gives it.
  public var id: String { (after ?? before)?.id ?? "" }
  /// The heading, where there is one.
  public var title: Text? { after?.title ?? before?.title }
  /// How the lines are meant.
  public var tone: Tone { (after ?? before)?.tone ?? .plain }
}
