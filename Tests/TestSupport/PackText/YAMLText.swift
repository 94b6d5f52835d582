/// A YAML tree to be written: nothing but scalars, lists and mappings.
package indirect enum YAMLText: Sendable, Hashable {
  case scalar(String)
  case list([YAMLText])
  case mapping([Field])

  /// A key and its value.
  package struct Field: Sendable, Hashable {
    package var key: String
    package var value: YAMLText
  }

  package static let empty = YAMLText.mapping([])

  package init(at path: [String], _ leaf: YAMLText) {
    self = path.reversed().reduce(leaf) { .mapping([Field(key: $1, value: $0)]) }
  }

  /// The tree with a leaf added, or nothing if the place is taken or two different `$_` would stand side by
  /// side.
  func adding(_ leaf: YAMLText, at path: ArraySlice<String>) -> YAMLText? {
    guard let step = path.first else {
      switch (self, leaf) {
      case (.list(let known), .list(let more)): return known.contains(more[0]) ? nil : .list(known + more)
      case (.mapping, .mapping([])): return self
      default: return nil
      }
    }
    guard case .mapping(var fields) = self else { return nil }
    if let position = fields.firstIndex(where: { $0.key == step }) {
      guard let value = fields[position].value.adding(leaf, at: path.dropFirst()) else { return nil }
      fields[position].value = value
    } else {
      if step.hasPrefix("$_") && fields.contains(where: { $0.key.hasPrefix("$_") }) { return nil }
      fields.append(Field(key: step, value: YAMLText(at: Array(path.dropFirst()), leaf)))
    }
    return .mapping(fields)
  }

  /// Both trees in one: mappings key by key, lists one behind the other.
  func merged(with other: YAMLText) -> YAMLText {
    switch (self, other) {
    case (.list(let first), .list(let second)): return .list(first + second)
    case (.mapping(var fields), .mapping(let more)):
      for field in more {
        if let position = fields.firstIndex(where: { $0.key == field.key }) {
          fields[position].value = fields[position].value.merged(with: field.value)
        } else {
          fields.append(field)
        }
      }
      return .mapping(fields)
    default: return self
    }
  }

  // MARK: Writing

  /// The text in an arrangement of its own: the keys of mappings in any order, blocks or braces.
  func text(arrangedBy random: inout SeededRandom) -> String {
    lines(&random).joined(separator: "\n") + "\n"
  }

  private func lines(_ random: inout SeededRandom) -> [String] {
    switch self {
    case .scalar, .mapping([]), .list([]): return [flow(&random)]
    case .mapping(let fields):
      return fields.shuffled(using: &random).flatMap { field -> [String] in
        if field.value.isSmall && random.chance(60) || field.value.isAtom {
          return ["\(field.key): \(field.value.flow(&random))"]
        }
        return ["\(field.key):"] + field.value.lines(&random).map { "  " + $0 }
      }
    case .list(let items):
      return items.flatMap { item in
        item.lines(&random).enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
      }
    }
  }

  func flow(_ random: inout SeededRandom) -> String {
    switch self {
    case .scalar(let text): return Self.quoted(text)
    case .list(let items): return "[" + items.map { $0.flow(&random) }.joined(separator: ", ") + "]"
    case .mapping([]): return "{}"
    case .mapping(let fields):
      let written = fields.shuffled(using: &random).map { "\($0.key): \($0.value.flow(&random))" }
      return "{ " + written.joined(separator: ", ") + " }"
    }
  }

  private var isAtom: Bool {
    switch self {
    case .scalar, .mapping([]), .list([]): true
    case .list, .mapping: false
    }
  }

  /// Whether the tree is short enough for a line.
  private var isSmall: Bool {
    switch self {
    case .scalar: true
    case .list(let items): items.count < 4 && items.allSatisfy(\.isSmall)
    case .mapping(let fields): fields.count < 4 && fields.allSatisfy(\.value.isSmall)
    }
  }

  private static func quoted(_ text: String) -> String {
    let isRisky =
      text.isEmpty || text.contains(", ") || "*&!|>%@`\"'[]{}#?,".contains(text.prefix(1))
      || text.hasPrefix("- ")
    return isRisky ? "\"\(text)\"" : text
  }
}
