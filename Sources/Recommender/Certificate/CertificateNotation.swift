import Inference
import RuleLanguage

/// How a certificate writes facts, bindings and patterns, in the words of the pack's shape.
///
/// A fact is a path and a value: `fits.cactus.score` and 3. The value of a set is its member, an entry of a map has a path
/// only.
struct CertificateNotation {
  let pack: CompiledPack
  let texts: TextTable

  func fields(_ fact: Fact) -> [Value.Field] {
    let leaf = pack.shape[fact.leaf]
    let path = Value.Field("path", .text(path(leaf, fact.keys)))
    switch leaf.holds {
    case .entry, .alias: return [path]
    case .set:
      guard let type = leaf.keys.last, let member = fact.keys.last else { return [path] }
      return [path, Value.Field("value", value(Inference.Value(member), VariableType(type)))]
    case .one, .sum, .max, .min, .rank:
      return [path, Value.Field("value", value(fact.value, VariableType(leaf.type)))]
    }
  }

  /// `fits.cactus.score: 3`
  func text(_ fact: Fact) -> String {
    let fields = fields(fact).map(\.value)
    guard let path = fields[0].text, fields.count > 1 else { return fields[0].text ?? "" }
    return "\(path): \(fields[1].text ?? fields[1].json(pretty: false))"
  }

  /// Without the member of a set.
  private func path(_ leaf: ShapeLeaf, _ keys: [Int]) -> String {
    let isSet = if case .set = leaf.holds { true } else { false }
    return FactPath.text(leaf, isSet ? Array(keys.dropLast()) : keys, vocabulary: pack.vocabulary) { _ in "" }
  }

  /// A text with all that it says, in any language.
  func value(_ value: Inference.Value, _ type: VariableType) -> Value {
    guard case .text = type else {
      return ValuePrinter(pack: pack, texts: texts, locale: "").data(value, type)
    }
    let entries = texts[value].entries
    if entries.count == 1, entries[0].locale.isEmpty { return .text(entries[0].text) }
    return .object(entries.map { Value.Field($0.locale, .text($0.text)) })
  }

  /// By name, what the author's variables stood for.
  func bindings(_ rule: ResolvedRule, _ bindings: [Inference.Value]) -> [Value.Field] {
    zip(rule.variables, bindings).prefix(rule.clause.named).map { variable, value in
      Value.Field(variable.name ?? "", self.value(value, variable.type))
    }
  }

  // MARK: Patterns

  /// What an `unless` looked for and did not find: one text for each of its items.
  func unless(_ rule: ResolvedRule, _ bindings: [Inference.Value]) -> [String] {
    rule.clause.unless.map { condition in
      var words = Dictionary(
        uniqueKeysWithValues: (0..<rule.clause.named).map {
          ($0, plain(bindings[$0], rule.variables[$0].type))
        })
      var parts: [String] = []
      for atom in condition.atoms { parts.append(text(atom, rule, &words)) }
      for test in condition.tests { parts.append(text(test, rule, words)) }
      return parts.joined(separator: " and ")
    }
  }

  private func text(_ atom: Atom, _ rule: ResolvedRule, _ words: inout [Int: String]) -> String {
    let leaf = pack.shape[atom.leaf]
    var types = leaf.keys.map { VariableType($0) }[...]
    var keys = atom.keys.map { term in
      text(term, types.popFirst() ?? .number, rule, &words)
    }[...]
    var path: [String] = []
    for part in leaf.path.split(separator: ".") {
      path.append(part.hasPrefix("$") ? keys.popFirst() ?? String(part) : String(part))
    }
    let place = (path + keys).joined(separator: ".")
    // What only a range or alternatives look at is called by its place.
    if case .variable(let variable) = atom.value, words[variable] == nil, rule.variables[variable].name == nil
    {
      words[variable] = place
      return place
    }
    guard leaf.hasValue else { return place }
    return "\(place) = \(text(atom.value, VariableType(leaf.type), rule, &words))"
  }

  private func text(
    _ term: Term, _ type: VariableType, _ rule: ResolvedRule, _ words: inout [Int: String]
  ) -> String {
    switch term {
    case .constant(let value): return plain(value, type)
    case .any: return "$_"
    case .variable(let variable):
      if let known = words[variable] { return known }
      let name = "$" + (rule.variables[variable].name ?? "_")
      words[variable] = name
      return name
    }
  }

  /// The ranges and alternatives of patterns: comparisons of one kind of value, connected.
  private func text(_ test: Expression, _ rule: ResolvedRule, _ words: [Int: String]) -> String {
    var type = VariableType.number
    for case .variable(let variable) in test.code { type = rule.variables[variable].type }
    var stack: [String] = []
    for instruction in test.code {
      switch instruction {
      case .constant(let value): stack.append(plain(value, type))
      case .variable(let variable): stack.append(words[variable] ?? "$_")
      case .less: join(&stack, "<")
      case .lessOrEqual: join(&stack, "<=")
      case .equal: join(&stack, "=")
      case .and: join(&stack, "and")
      case .or: join(&stack, "or")
      case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .notEqual,
        .not:
        return "…"
      }
    }
    let text = stack.last ?? ""
    return test.code.contains(.or) ? "(\(text))" : text
  }

  private func join(_ stack: inout [String], _ sign: String) {
    let right = stack.popLast() ?? ""
    let left = stack.popLast() ?? ""
    stack.append("\(left) \(sign) \(right)")
  }

  private func plain(_ value: Inference.Value, _ type: VariableType) -> String {
    switch self.value(value, type) {
    case .text(let text), .number(let text): text
    case .bool(let truth): truth ? "yes" : "no"
    case .list, .object: texts[value].text(in: pack.locales[0], otherwise: pack.locales)
    }
  }
}
