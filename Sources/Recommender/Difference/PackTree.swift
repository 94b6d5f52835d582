import SourceTree

/// A part of a pack's file that can be taken out, put in and written down again.
indirect enum PackTree: Sendable {
  /// `isEmpty` where nothing stands behind the `key:`.
  case scalar(String, isEmpty: Bool, Span?)
  case list([PackTree], Span?)
  case map([(key: String, value: PackTree)], Span?)

  init(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let text): self = .scalar(text, isEmpty: node.isEmpty, node.span)
    case .sequence(let items): self = .list(items.map(PackTree.init), node.span)
    case .mapping(let entries):
      self = .map(entries.map { ($0.key.scalar ?? "", PackTree($0.value)) }, node.span)
    }
  }

  /// Where it stands in the file that it was read from.
  var span: Span? {
    switch self {
    case .scalar(_, _, let span), .list(_, let span), .map(_, let span): span
    }
  }

  var entries: [(key: String, value: PackTree)]? {
    if case .map(let entries, _) = self { entries } else { nil }
  }

  var items: [PackTree]? {
    if case .list(let items, _) = self { items } else { nil }
  }

  /// Whether nothing stands in it.
  var isVoid: Bool {
    switch self {
    case .scalar(_, let isEmpty, _): isEmpty
    case .list(let items, _): items.isEmpty
    case .map(let entries, _): entries.isEmpty
    }
  }

  subscript(key: String) -> PackTree? { entries?.first { $0.key == key }?.value }

  /// The text of the field of a map.
  func text(_ field: String) -> String? {
    if case .scalar(let text, _, _)? = self[field] { text } else { nil }
  }

  func without(_ field: String) -> PackTree {
    guard case .map(let entries, let span) = self else { return self }
    return .map(entries.filter { $0.key != field }, span)
  }

  // MARK: Writing

  /// The tree in the braces and quotes of JSON, which is YAML: nothing is guessed from quotes, so it means the same.
  var yaml: String {
    switch self {
    case .scalar(let text, let isEmpty, _): isEmpty ? "" : Value.text(text).json(pretty: false)
    case .list(let items, _): "[\(items.map(\.yaml).joined(separator: ", "))]"
    case .map(let entries, _):
      "{\(entries.map { "\(Value.text($0.key).json(pretty: false)): \($0.value.yaml)" }.joined(separator: ", "))}"
    }
  }

  /// The fields whose lists mean something by their order.
  private static let ordered: Set = ["table", "parts", "order"]

  /// A text that is equal for trees that mean the same: neither keys nor most lists have an order that matters.
  var meaning: String { meaning(isOrdered: false) }

  private func meaning(isOrdered: Bool) -> String {
    switch self {
    case .scalar: return yaml
    case .list(let items, _):
      let items = items.map { $0.meaning(isOrdered: false) }
      return "[\((isOrdered ? items : items.sorted()).joined(separator: ","))]"
    case .map(let entries, _):
      let fields = entries.map { key, value in
        "\(Value.text(key).json(pretty: false)):\(value.meaning(isOrdered: Self.ordered.contains(key)))"
      }
      return "{\(fields.sorted().joined(separator: ","))}"
    }
  }
}
