import RuleLanguage

/// A part of a recommendation: a title and its lines.
public struct Section: Sendable {
  /// The name that the report gives it.
  public let id: String
  /// The heading, where there is one.
  public let title: Text?
  /// The lines, best first as the report orders them. A section without a pattern of its own has one line
  /// without text, whose sections stand under the title.
  public let lines: [Line]
  /// What to show where there are no lines.
  public let empty: Text?
  /// How the lines are meant.
  public let tone: Tone
  /// The variables, by number, whose ids tell its lines apart.
  let identity: [Int]
  /// Whether the report orders the lines, so that a place among them means something.
  let isOrdered: Bool
}

/// How the lines of a section are meant; a page may use a marker or a colour for it.
public enum Tone: String, Sendable, CaseIterable {
  case plain
  /// It speaks for something.
  case good
  /// It speaks against something.
  case bad
  /// It matters less.
  case quiet
  /// It is a warning about the answer itself.
  case warning

  init(_ tone: ResolvedSection.Tone) {
    switch tone {
    case .plain: self = .plain
    case .good: self = .good
    case .bad: self = .bad
    case .quiet: self = .quiet
    case .warning: self = .warning
    }
  }
}
