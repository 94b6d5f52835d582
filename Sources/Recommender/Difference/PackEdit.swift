import RuleLanguage
import SourceTree

/// Something that one version of a pack says and another says differently, or not at all.
public struct PackEdit: Sendable {
  /// What is edited.
  public enum Subject: String, Sendable, CaseIterable {
    /// A rule, named by its name.
    case rule
    /// A row of a rule's table: `aim-by-years[2]`.
    case row
    /// What a pack states, named by its path: `roles.channel-operations.needs.negotiation.level`.
    case fact
    /// A place of the shape or a kind, named by its path.
    case shape
    /// A section of the report, named by its name.
    case section
    /// A question, named by its name.
    case question
    /// A field of a `pack.yaml`: `shop.version`.
    case manifest
  }

  /// What was done.
  public enum Kind: String, Sendable, CaseIterable {
    case added
    case removed
    case changed
  }

  /// What stands in one of the versions.
  public struct Side: Sendable {
    /// Where it starts.
    public let place: Place
    /// As it is written there.
    public let text: String
  }

  /// What is edited.
  public let subject: Subject
  /// What was done.
  public let kind: Kind
  /// Which rule, fact or section it is.
  public let name: String
  /// As it was; nil for what was added.
  public let before: Side?
  /// As it is; nil for what was removed.
  public let after: Side?
  let old: [PackPart]
  let new: [PackPart]

  /// The sections of the shape into which a rule concludes, in either version; the name of a section of the report.
  let touches: Set<String>

  init(
    _ subject: Subject, _ name: String, old: [PackPart], new: [PackPart], rule: [PackTree] = [],
    _ sources: (old: PackSources, new: PackSources)
  ) {
    self.subject = subject
    self.name = name
    self.old = old
    self.new = new
    kind = old.isEmpty ? .added : new.isEmpty ? .removed : .changed
    before = old.first.flatMap { PackEdit.side($0, sources.old) }
    after = new.first.flatMap { PackEdit.side($0, sources.new) }
    switch subject {
    case .rule, .row: touches = Set(rule.flatMap { $0["then"]?.entries?.map(\.key) ?? [] })
    case .section: touches = [name]
    case .fact, .shape, .question, .manifest: touches = []
    }
  }

  private static func side(_ part: PackPart, _ sources: PackSources) -> Side? {
    part.tree.span.map { Side(place: sources.place(of: $0), text: sources.lines(of: $0)) }
  }
}
