import SourceTree

/// Walks files along the shape of a compiled pack and notes each name that it meets.
///
/// Whatever does not fit here has no name in it; nothing is reported.
struct OccurrenceWalk {
  private let pack: CompiledPack
  /// Whether what a pack states is passed over: only names that declare something are wanted.
  private let onlyDeclarations: Bool
  /// What is looked for, if not everything.
  private let wanted: WantedName?
  private(set) var found: [Occurrence] = []
  /// The rule or section that is walked, and what its variables stand for.
  private var scope: String?
  private var kinds: [String: KindID] = [:]
  /// All variables of the scope.
  private var names: Set<String> = []

  init(_ pack: CompiledPack, of symbol: Occurrence.Symbol? = nil, onlyDeclarations: Bool = false) {
    self.pack = pack
    self.onlyDeclarations = onlyDeclarations
    wanted = symbol.map { WantedName($0, in: pack) }
  }

  /// A profile, whose root is a section of the shape.
  mutating func visit(profile: YAMLNode) {
    if let section = pack.shape.section(Shape.profile) { visit(profile, at: section, isFact: true) }
  }

  mutating func visit(file: YAMLNode) {
    for (key, value) in file.entries {
      switch key.scalar {
      case "kinds": visit(kinds: value)
      case "shape": visit(shape: value, at: Shape.root)
      case "rules": for rule in value.sequence ?? [] { visit(rule: rule) }
      case "changes": for change in value.sequence ?? [] { visit(rule: change, named: "change") }
      case "tests": for test in value.sequence ?? [] { visit(test: test) }
      case "report": for section in value.sequence ?? [] { visit(section: section, isPart: false) }
      case "questions":
        for question in value.sequence ?? [] {
          if let field = question["sets"], let name = field.scalar {
            note(.place("profile.\(name)"), field.span)
          }
        }
      case let name?:
        guard !onlyDeclarations, let section = pack.shape.section(name) else { continue }
        note(.place(name), key.span)
        visit(value, at: section, isFact: true)
      case nil: continue
      }
    }
  }

  // MARK: Declarations

  private mutating func visit(kinds: YAMLNode) {
    for (key, value) in kinds.entries {
      if let name = key.scalar { note(.kind(name), key.span, isDefinition: true) }
      if let section = value.scalar { note(.place(section), value.span) }
    }
  }

  private mutating func visit(shape node: YAMLNode, at number: Int) {
    switch pack.shape.nodes[number].content {
    case .record(let fields):
      for (key, value) in node.entries {
        guard let name = key.scalar, let field = fields[name] else { continue }
        note(.place(pack.shape.nodes[field].path), key.span, isDefinition: true)
        visit(shape: value, at: field)
      }
    case .map(let kind, let inner, _):
      for (key, value) in node.entries {
        note(.kind(pack.shape.kinds[kind.index].name), key.span)
        visit(shape: value, at: inner)
      }
    case .leaf(let leaf):
      let declared = pack.shape[leaf]
      if case .id(let kind) = declared.type { note(kindIn: node, kind) }
      if case .set = declared.holds, case .kind(let kind)? = declared.keys.last { note(kindIn: node, kind) }
    }
  }

  /// The name of a kind within `skill?` or `[skill]`.
  private mutating func note(kindIn node: YAMLNode, _ kind: KindID) {
    let name = pack.shape.kinds[kind.index].name
    guard let scalar = node.scalar == nil ? node.sequence?.first : node, let text = scalar.scalar,
      let range = text.range(of: name)
    else { return }
    note(.kind(name), scalar.span(of: text[range], in: text))
  }

  // MARK: Rules and sections

  private mutating func visit(test node: YAMLNode) {
    if let profile = node["profile"] { visit(profile: profile) }
    for part in ["expect", "reject"] {
      for pattern in node[part]?.items ?? [] { visit(pattern, at: Shape.root, isFact: false) }
    }
  }

  /// A rule, or a change, which is written like one.
  private mutating func visit(rule node: YAMLNode, named field: String = "rule") {
    guard let name = node[field], let text = name.scalar else { return }
    if field == "rule" { note(.rule(text), name.span, isDefinition: true) }
    (scope, kinds) = (field == "rule" ? text : "change \(text)", [:])
    names = Set(["when", "unless", "then", "drop"].compactMap { node[$0] }.flatMap(\.variableNames))
    names.formUnion(node["table"]?.sequence?.first?.mapping?.compactMap(\.key.scalar) ?? [])
    for part in ["when", "unless", "then", "drop"] {
      for pattern in node[part]?.items ?? [] { visit(pattern, at: Shape.root, isFact: false) }
    }
    for part in ["where", "because", "cost"] { if let text = node[part] { visit(text: text) } }
    for row in node["table"]?.sequence ?? [] {
      for (column, cell) in row.entries {
        guard let name = column.scalar else { continue }
        note(.variable(name, scope: scope ?? text), column.span)
        if let kind = kinds[name] { visit(cell, as: kind) } else { visit(text: cell) }
      }
    }
    scope = nil
  }

  private mutating func visit(section node: YAMLNode, isPart: Bool) {
    guard let name = node["section"], let text = name.scalar else { return }
    note(.section(text), name.span, isDefinition: true)
    if !isPart { (scope, kinds, names) = (text, [:], []) }
    names.formUnion(["each", "unless"].compactMap { node[$0] }.flatMap(\.variableNames))
    for part in ["each", "unless"] {
      for pattern in node[part]?.items ?? [] { visit(pattern, at: Shape.root, isFact: false) }
    }
    for part in ["title", "where", "order", "text", "bar", "note", "empty"] {
      if let text = node[part] { visit(text: text) }
    }
    for part in node["parts"]?.sequence ?? [] { visit(section: part, isPart: true) }
    if !isPart { scope = nil }
  }

  // MARK: Facts and patterns

  /// A part of a pattern, or of what a pack states, at a node of the shape.
  private mutating func visit(_ node: YAMLNode, at number: Int, isFact: Bool) {
    // A large pack is nearly all facts. No variable stands there.
    if isFact, let wanted, !wanted.mayStand(at: number) { return }
    let place = pack.shape.nodes[number]
    switch place.content {
    case .record(let fields):
      for (key, value) in node.entries {
        guard let name = key.scalar, let field = fields[name] else { continue }
        note(.place(pack.shape.nodes[field].path), key.span)
        visit(value, at: field, isFact: isFact)
      }
    case .map(let kind, let inner, _):
      guard node.isMapping else { return visit(node, as: kind) }
      let isOwn = isFact && place.path == pack.shape.kinds[kind.index].section
      for (key, value) in node.entries {
        visit(key, as: kind, isDefinition: isOwn)
        visit(value, at: inner, isFact: isFact)
      }
    case .leaf(let leaf):
      let declared = pack.shape[leaf]
      if case .set = declared.holds, case .kind(let kind)? = declared.keys.last {
        return visit(node, as: kind)
      }
      if case .id(let kind) = declared.type { return visit(node, as: kind) }
      if !isFact { visit(text: node) }
    }
  }

  /// Ids of a kind: one, a list, alternatives, or variables for them.
  private mutating func visit(_ node: YAMLNode, as kind: KindID, isDefinition: Bool = false) {
    if node.isSequence { return node.forEachItem { visit($0, as: kind) } }
    if scope == nil, let wanted, wanted.isOther(node, as: kind, in: pack) { return }
    guard let text = node.scalar else { return }
    for part in text.split(separator: "|") {
      let name = part.trimmed
      if let variable = variableName(name) {
        if variable == "_" { continue }
        if scope != nil { kinds[variable] = kind }
        note(variable, node.span(of: name, in: text))
      } else if case .id(let id) = pack.vocabulary.meaning(of: String(name), as: kind) {
        note(
          .id(pack.vocabulary.id(id, of: kind), kind: pack.shape.kinds[kind.index].name),
          node.span(of: name, in: text), isDefinition: isDefinition)
      }
    }
  }

  /// The variables in an expression or a text. Of letters behind `$` the longest name that the rule has is meant.
  private mutating func visit(text node: YAMLNode) {
    for item in node.sequence ?? [] { visit(text: item) }
    for (_, value) in node.entries { visit(text: value) }
    guard scope != nil, let text = node.scalar else { return }
    var rest = text[...]
    while let sign = rest.firstIndex(of: "$") {
      var end = text.index(after: sign)
      if end < text.endIndex, text[end] == "$" {
        rest = text[text.index(after: end)...]
        continue
      }
      while end < text.endIndex, text[end].unicodeScalars.allSatisfy(isVariableScalar) {
        end = text.index(after: end)
      }
      let run = text[text.index(after: sign)..<end]
      let known = names.filter { run.hasPrefix($0) }.max { $0.count < $1.count }
      let name = known ?? String(run)
      if !name.isEmpty, name != "_" {
        let stop = text.index(sign, offsetBy: name.count + 1)
        note(name, node.span(of: text[sign..<stop], in: text))
      }
      rest = text[end...]
    }
    visit(constantsIn: text, of: node)
  }

  /// The ids that an expression compares variables with: `$plant != cactus`.
  private mutating func visit(constantsIn text: String, of node: YAMLNode) {
    guard text.contains("=") else { return }
    var words: [Substring] = []
    var rest = text[...]
    while let first = rest.first {
      if first == "$" || first.unicodeScalars.allSatisfy({ isVariableScalar($0) }) {
        let end = rest.dropFirst().firstIndex {
          !$0.unicodeScalars.allSatisfy { isVariableScalar($0) || $0 == "-" }
        }
        words.append(rest[..<(end ?? rest.endIndex)])
      } else {
        let end = rest.firstIndex { "$".contains($0) || $0.unicodeScalars.allSatisfy(isVariableScalar) }
        words.append(rest[..<(end ?? rest.endIndex)])
      }
      rest = rest[(words.last?.endIndex ?? rest.endIndex)...]
    }
    for (index, sign) in words.enumerated() where ["=", "!="].contains(sign.trimmed) {
      guard index > 0, index + 1 < words.count else { continue }
      for (variable, constant) in [
        (words[index - 1], words[index + 1]), (words[index + 1], words[index - 1]),
      ] {
        guard let name = variableName(variable), let kind = kinds[name], !constant.hasPrefix("$") else {
          continue
        }
        visit(constant, of: text, in: node, as: kind)
      }
    }
  }

  private mutating func visit(_ name: Substring, of text: String, in node: YAMLNode, as kind: KindID) {
    guard case .id(let id) = pack.vocabulary.meaning(of: String(name), as: kind) else { return }
    note(
      .id(pack.vocabulary.id(id, of: kind), kind: pack.shape.kinds[kind.index].name),
      node.span(of: name, in: text))
  }

  // MARK: Notes

  private mutating func note(_ symbol: Occurrence.Symbol, _ span: Span, isDefinition: Bool = false) {
    if let wanted, wanted.symbol != symbol { return }
    found.append(Occurrence(symbol: symbol, span: span, isDefinition: isDefinition))
  }

  private mutating func note(_ variable: String, _ span: Span) {
    guard let scope else { return }
    note(.variable(variable, scope: scope), span)
  }
}

extension YAMLNode {
  fileprivate subscript(_ key: String) -> YAMLNode? { mapping?.first { $0.key.scalar == key }?.value }

  /// The items of a list, or the node itself.
  fileprivate var items: [YAMLNode] { sequence ?? [self] }
}
