import Inference
import SourceTree

extension Resolver {
  /// Takes a text with `$variables` apart; every variable must be bound.
  mutating func template(_ node: YAMLNode) -> Template? {
    let node = filledIn(node)
    if node.scalar != nil { return Template(versions: [("", segments(node))]) }
    guard findings.text(node) != nil, let entries = node.mapping else { return nil }
    let versions = entries.inKeyOrder.compactMap { key, value in
      key.scalar.map { (locale: $0, segments: segments(value)) }
    }
    return Template(versions: versions)
  }

  private mutating func segments(_ node: YAMLNode) -> [Template.Segment] {
    let text = node.scalar ?? ""
    var segments: [Template.Segment] = []
    var literal = ""
    var rest = text.unicodeScalars[...]
    while let sign = rest.firstIndex(of: "$") {
      literal.append(contentsOf: Substring(rest[..<sign]))
      rest = rest[rest.index(after: sign)...]
      if rest.first == "$" {
        literal.append("$")
        rest.removeFirst()
        continue
      }
      let name = String(Substring(rest.prefix(while: isVariableScalar)))
      if name.isEmpty {
        literal.append("$")
        continue
      }
      // Chinese has no spaces: in `$role需要` the variable is the longest name that is bound.
      let known = longestKnown(name) ?? likely(name)
      let place = node.span(
        from: text.utf8.distance(from: text.startIndex, to: sign), length: 1 + known.utf8.count)
      if let segment = segment(known, at: place) {
        if !literal.isEmpty { segments.append(.literal(literal)) }
        literal = ""
        segments.append(segment)
      }
      rest = rest.dropFirst(known.unicodeScalars.count)
    }
    literal.append(contentsOf: Substring(rest))
    if !literal.isEmpty { segments.append(.literal(literal)) }
    return segments
  }

  /// What is probably meant by an unknown name: `$level` in `$level级`.
  private func likely(_ name: String) -> String {
    let word = String.UnicodeScalarView(name.unicodeScalars.prefix(while: \.isASCII))
    return word.isEmpty ? name : String(word)
  }

  /// The longest known name that `name` starts with and that does not end within a word of ASCII letters.
  private func longestKnown(_ name: String) -> String? {
    var name = name
    var next: Unicode.Scalar?
    while let last = name.unicodeScalars.last {
      let isWhole = next.map { !$0.isASCII || !last.isASCII } ?? true
      if isWhole, scope.columns[name] != nil || scope.lookup(name) != nil { return name }
      next = last
      name.unicodeScalars.removeLast()
    }
    return nil
  }

  private mutating func segment(_ name: String, at span: Span) -> Template.Segment? {
    if let cell = scope.columns[name] {
      scope.usedColumns.insert(name)
      return constantSegment(cell, scope.columnTypes[name])
    }
    guard let variable = scope.lookup(name) else {
      unbound(name, at: span)
      return nil
    }
    // Where it is not bound, that is told for its first place.
    guard let type = scope[variable].type, scope[variable].isBound else { return nil }
    scope[variable].uses += 1
    return .variable(variable, type)
  }

  /// A cell as a person reads it: an id by its name, a number without trailing zeros, anything else as it is written.
  private mutating func constantSegment(_ cell: YAMLNode, _ type: VariableType?) -> Template.Segment? {
    if case .id(let kind)? = type, let text = cell.scalar,
      case .id(let id) = vocabulary.meaning(of: text, as: kind)
    {
      return .constant(Value(id), .id(kind))
    }
    if case .number? = type, let number = cell.scalar.flatMap({ ExactDecimal($0) }) {
      return .constant(number.rawValue, .number)
    }
    if cell.sequence != nil, !findings.list.contains(where: { $0.span == cell.span }) {
      findings.report("wrong-type", "a list can't be printed", at: cell.span)
    }
    if type == nil, cell.sequence == nil { return findings.text(cell).map { .text($0) } }
    // A cell that stands elsewhere as well is checked there.
    var silent = Findings()
    return silent.text(cell).map { .text($0) }
  }
}

extension Template {
  func renamed(_ rename: [Int]) -> Template {
    Template(
      versions: versions.map { version in
        (
          version.locale,
          version.segments.map { segment in
            if case .variable(let variable, let type) = segment { return .variable(rename[variable], type) }
            return segment
          }
        )
      })
  }
}
