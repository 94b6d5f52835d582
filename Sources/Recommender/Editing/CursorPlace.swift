import RuleLanguage

/// What may stand at a cursor: the place of the shape or of the language to which its path leads.
enum CursorPlace: Sendable {
  /// The root of a file of a pack.
  case root
  /// A record whose fields the language fixes, such as a rule.
  case fields(Fields)
  /// A list of such records.
  case list(Fields)
  /// A place of the shape, by the number of its node.
  case node(Int, Use)
  /// Where a shape is declared, by the number of its node.
  case shape(Int)
  case kinds
  /// An expression with variables.
  case expression
  /// A text in which variables may stand.
  case text
  /// A row of a table.
  case row
  /// The names of packs.
  case packs
  case words([String])
  /// A field of the profile that a question sets.
  case question
  /// The name of a rule, a section, a test.
  case name(Fields)
  /// Free text, or nothing that is known.
  case none

  /// Whether what is written there has several names in it.
  var isOfWords: Bool {
    switch self {
    case .expression, .text, .row: true
    default: false
    }
  }

  enum Use: Sendable {
    case fact, profile, pattern, conclusion
    var hasVariables: Bool { self == .pattern || self == .conclusion }
  }

  enum Fields: Sendable {
    case rule, change, section, question, test

    var names: [String] {
      switch self {
      case .rule: PackFields.rule
      case .change: PackFields.change
      case .section: PackFields.section
      case .question: PackFields.question
      case .test: PackFields.test
      }
    }

    /// The field with the name.
    var naming: String { names[0] }
  }

  /// Follows a path from the root of a file.
  static func at(_ steps: some Sequence<CursorPath.Step>, isProfile: Bool, in shape: Shape) -> CursorPlace {
    var place: CursorPlace = .root
    if isProfile { place = shape.section(Shape.profile).map { .node($0, .profile) } ?? .none }
    for step in steps { place = place.below(step, in: shape) }
    return place
  }

  private func below(_ step: CursorPath.Step, in shape: Shape) -> CursorPlace {
    switch (self, step) {
    case (.root, .key(let name)): CursorPlace.root(name, shape)
    case (.list(let fields), .item): .fields(fields)
    case (.fields(let fields), .key(let name)): CursorPlace.field(name, of: fields, shape)
    case (.node(_, let use), .item) where use == .pattern || use == .conclusion: self
    case (.node, .item): self
    case (.node(let node, let use), .key(let name)): CursorPlace.child(name, of: node, use, shape)
    case (.shape(let node), .key(let name)):
      switch shape.nodes[node].content {
      case .record(let fields): fields[name].map(CursorPlace.shape) ?? .none
      case .map(_, let value, _): .shape(value)
      case .leaf: .none
      }
    case (.shape, .item): self
    case (.expression, _), (.text, _): self
    case (.row, .item): .row
    case (.row, .key): .expression
    case (.packs, .item), (.words, .item): self
    default: .none
    }
  }

  private static func root(_ name: String, _ shape: Shape) -> CursorPlace {
    switch name {
    case "rules": .list(.rule)
    case "changes": .list(.change)
    case "report": .list(.section)
    case "questions": .list(.question)
    case "tests": .list(.test)
    case "kinds": .kinds
    case "shape": .shape(Shape.root)
    case "uses": .packs
    default: shape.section(name).map { .node($0, .fact) } ?? .none
    }
  }

  private static func field(_ name: String, of fields: Fields, _ shape: Shape) -> CursorPlace {
    switch (fields, name) {
    case (_, fields.naming): .name(fields)
    case (.test, "profile"): shape.section(Shape.profile).map { .node($0, .profile) } ?? .none
    case (_, "when"), (_, "unless"), (_, "each"), (_, "margin"), (_, "drop"), (.test, "expect"),
      (.test, "reject"):
      .node(Shape.root, .pattern)
    case (_, "then"): .node(Shape.root, .conclusion)
    case (.question, "sets"): .question
    case (.question, _): .none
    case (_, "where"), (_, "cost"), (_, "order"), (.section, "bar"): .expression
    case (_, "because"), (.section, "text"), (.section, "title"), (.section, "note"), (.section, "empty"):
      .text
    case (_, "table"): .row
    case (_, "tone"): .words(PackFields.tones)
    case (_, "parts"): .list(.section)
    default: .none
    }
  }

  private static func child(_ name: String, of node: Int, _ use: Use, _ shape: Shape) -> CursorPlace {
    switch shape.nodes[node].content {
    case .record(let fields): fields[name].map { .node($0, use) } ?? .none
    case .map(_, let value, _): .node(value, use)
    case .leaf: .none
    }
  }
}
