import Inference
import SourceTree

/// Turns names into numbers: patterns into atoms, conclusions into heads, texts into templates.
///
/// One resolver serves a whole pack; `scope` is begun anew for each rule, section and test. Every method
/// reports what it finds wrong and goes on, so that one run shows all mistakes.
struct Resolver {
  private(set) var shape: Shape
  let vocabulary: Vocabulary
  var texts: TextTable
  var findings = Findings()
  var scope = Scope()
  /// Names that are read already.
  var known: KnownTexts

  init(shape: Shape, vocabulary: Vocabulary, texts: TextTable, known: KnownTexts = KnownTexts()) {
    self.shape = shape
    self.vocabulary = vocabulary
    self.texts = texts
    self.known = known
  }

  /// Reads the defaults of leaves, now that ids have numbers.
  mutating func readDefaults() {
    for index in shape.leaves.indices {
      let leaf = shape.leaves[index]
      guard let text = leaf.fallbackText else { continue }
      shape.leaves[index].fallback = constant(text, at: leaf.fallbackSpan ?? leaf.span, of: leaf)
    }
  }

  // MARK: Names

  /// The id that a text means.
  mutating func id(_ text: String, of kind: KindID, at span: Span) -> Int? {
    if let id = vocabulary.exact(text, of: kind) { return id }
    switch vocabulary.meaning(of: text, as: kind) {
    case .id(let id): return id
    case .ambiguous(let ids):
      findings.report(
        "ambiguous-name", "`\(text)` names more than one \(shape.kinds[kind.index].name)", at: span,
        help: "write the id: \(quoted(ids))")
    case .unknown:
      let what = shape.kinds[kind.index]
      findings.report(
        "unknown-id", "`\(text)` is not a \(what.name)", at: span,
        help: findings.colon(in: text) ?? findings.suggestion(vocabulary.nearest(to: text, of: kind))
          ?? "the ids are the keys of `\(what.section)`")
    }
    return nil
  }

  /// The field of a record, or a finding with the nearest.
  mutating func field(_ key: YAMLNode, in fields: [String: Int], of path: String) -> Int? {
    guard let name = key.scalar else { return nil }
    return field(name, at: key.span, in: fields, of: path)
  }

  /// The same for a name that stands in no YAML.
  mutating func field(_ name: String, at span: Span, in fields: [String: Int], of path: String) -> Int? {
    if let field = fields[name] { return field }
    let what = path.isEmpty ? "a section of the shape" : "a field of `\(path)`"
    let all = "\(path.isEmpty ? "the sections" : "its fields") are \(quoted(fields.keys.sorted()))"
    findings.report(
      "unknown-field", "`\(name)` is not \(what)", at: span,
      help: findings.colon(in: name) ?? findings.suggestion(name, fields.keys.sorted()) ?? all)
    return nil
  }

  // MARK: Variables

  /// The number of a variable at a place where values of `type` stand.
  mutating func variable(_ name: String, as type: VariableType, binds: Bool, at span: Span) -> Int {
    let variable = scope.variable(name, at: span)
    if let known = scope[variable].type {
      if let common = known.common(type) {
        scope[variable].type = common
      } else if !scope[variable].hasClash {
        scope[variable].hasClash = true
        let (here, elsewhere) = (type.described(in: shape), known.described(in: shape))
        findings.report(
          "type-clash", "`$\(name)` stands for \(here) here and for \(elsewhere) elsewhere", at: span,
          notes: [("\(elsewhere) here", scope[variable].span)])
      }
    } else {
      scope[variable].type = type
    }
    scope[variable].uses += 1
    if binds { scope[variable].isBound = true }
    return variable
  }

  /// What a scalar means at a place: a value of a leaf, a member of a set, a key of a map.
  func type(of place: ShapeNode) -> VariableType? {
    switch place.content {
    case .record: nil
    case .map(let kind, _, _): .id(kind)
    case .leaf(let leaf):
      if case .set = shape[leaf].holds {
        shape[leaf].keys.last.map { VariableType($0) }
      } else {
        VariableType(shape[leaf].type)
      }
    }
  }

  /// A cell of the table in the place of `$column`.
  mutating func filledIn(_ node: YAMLNode, as type: VariableType? = nil) -> YAMLNode {
    guard !scope.columns.isEmpty, let text = node.scalar, let name = variableName(text),
      let cell = scope.columns[name]
    else { return node }
    scope.usedColumns.insert(name)
    if let type, scope.columnTypes[name] == nil { scope.columnTypes[name] = type }
    return cell
  }

  /// Reports what is used and never bound, once all of `when` is known.
  mutating func checkBound() {
    for variable in scope.variables where !variable.isBound {
      guard let name = variable.name, variable.uses > 0 else { continue }
      unbound(name, at: variable.span)
    }
  }

  mutating func unbound(_ name: String, at span: Span) {
    if scope.excused.contains(name) { return }
    findings.report(
      "unbound-variable", "`$\(name)` is not bound by \(scope.binder)", at: span,
      help: findings.suggestion("$" + name, scope.boundNames.map { "$" + $0 })
        ?? (name.allSatisfy(\.isNumber)
          ? "write `$$` for the sign itself" : "let it stand in a pattern of \(scope.binder)"))
  }

  /// Reports what is bound once and used nowhere.
  mutating func checkUsed() {
    for variable in scope.variables.dropFirst(scope.given)
    where variable.isBound && !variable.isLocal && variable.uses == 1 {
      guard let name = variable.name else { continue }
      findings.report(
        "unused-variable", "`$\(name)` stands only here", at: variable.span, help: "write `$_` for anything")
    }
  }

  // MARK: Renumbering

  /// The variables of the scope in their final order.
  func variables(_ order: [Int]) -> [ResolvedRule.Variable] {
    order.map {
      ResolvedRule.Variable(name: scope[$0].isLocal ? nil : scope[$0].name, type: scope[$0].type ?? .number)
    }
  }
}

extension Term {
  func renamed(_ rename: [Int]) -> Term {
    if case .variable(let variable) = self { return .variable(rename[variable]) }
    return self
  }
}

extension Expression {
  func renamed(_ rename: [Int]) -> Expression {
    Expression(
      code: code.map { instruction in
        if case .variable(let variable) = instruction { return .variable(rename[variable]) }
        return instruction
      })
  }
}

extension Condition {
  func renamed(_ rename: [Int]) -> Condition {
    Condition(
      atoms: atoms.map {
        Atom(leaf: $0.leaf, keys: $0.keys.map { $0.renamed(rename) }, value: $0.value.renamed(rename))
      },
      tests: tests.map { $0.renamed(rename) })
  }
}
