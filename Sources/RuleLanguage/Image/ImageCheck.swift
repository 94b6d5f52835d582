import Inference

/// Whether rules and a report that were read from an image fit the shape: what the compiler ensures, and what evaluator
/// and printers trust.
struct ImageCheck {
  let shape: Shape
  private let vocabulary: Vocabulary
  private let texts: Int

  init(_ shape: Shape, _ vocabulary: Vocabulary, _ texts: TextTable) {
    self.shape = shape
    self.vocabulary = vocabulary
    self.texts = texts.pack.count
  }

  /// By leaf, what its values are below; nil for numbers.
  var limits: [Value?] { shape.leaves.map { limit(VariableType($0.type)) } }

  func areSound(_ rules: [ResolvedRule], _ strata: Strata, _ report: [ResolvedSection]) -> Bool {
    shape.leaves.allSatisfy { leaf in leaf.fallback.map { isValue($0, VariableType(leaf.type)) } ?? true }
      && rules.allSatisfy { rule in isSound(rule.clause, rule) && isSound(rule) }
      && strata.clauses.allSatisfy { isSound($0.clause, rules[$0.rule]) }
      && strata.strata.allSatisfy { stratum in
        stratum.clauses.allSatisfy { $0.index < strata.clauses.count } && stratum.ranks.allSatisfy(isRank)
      }
      && report.allSatisfy { isSound($0, inside: [], given: []) }
  }

  // MARK: Values

  private func limit(_ type: VariableType) -> Value? {
    switch type {
    case .number: nil
    case .yesNo: 2
    case .words: Value(shape.words.count)
    case .id(let kind): kind.index < shape.kinds.count ? Value(vocabulary.count(of: kind)) : 0
    case .text: Value(texts)
    }
  }

  private func isValue(_ value: Value, _ type: VariableType) -> Bool {
    guard let limit = limit(type) else { return value != .unbound }
    return value >= 0 && value < limit
  }

  /// Whether values of one type may stand where those of the other do.
  private func isSame(_ type: VariableType, _ other: VariableType) -> Bool {
    switch (type, other) {
    case (.words, .words): true
    default: type == other
    }
  }

  private func isRank(_ leaf: LeafID) -> Bool {
    guard leaf.index < shape.leaves.count, case .rank = shape[leaf].holds else { return false }
    return true
  }

  // MARK: Conditions

  /// Marks what the atoms bind. False where an atom does not fit its leaf or a variable its type.
  private func bind(
    _ atoms: [Atom], _ variables: [ResolvedRule.Variable], _ bound: inout [Bool]
  ) -> Bool {
    for atom in atoms {
      guard atom.leaf.index < shape.leaves.count, atom.keys.count == shape[atom.leaf].keys.count else {
        return false
      }
      let leaf = shape[atom.leaf]
      for (term, key) in zip(atom.keys, leaf.keys) {
        guard bind(term, VariableType(key), variables, &bound) else { return false }
      }
      guard leaf.hasValue || atom.value == .any,
        bind(atom.value, VariableType(leaf.type), variables, &bound)
      else { return false }
    }
    return true
  }

  private func bind(
    _ term: Term, _ type: VariableType, _ variables: [ResolvedRule.Variable], _ bound: inout [Bool]
  ) -> Bool {
    switch term {
    case .constant(let value): return isValue(value, type)
    case .variable(let variable):
      guard variable < variables.count, isSame(variables[variable].type, type) else { return false }
      bound[variable] = true
      return true
    case .any: return true
    }
  }

  /// What a condition binds, tests and forbids; nil where it is not sound.
  private func bound(
    _ condition: Condition, unless: [Condition], _ variables: [ResolvedRule.Variable], given: [Bool] = []
  ) -> [Bool]? {
    var bound = given + Array(repeating: false, count: variables.count - given.count)
    guard bind(condition.atoms, variables, &bound),
      condition.tests.allSatisfy({ isExpression($0, bound) })
    else { return nil }
    for condition in unless {
      var inner = bound
      guard bind(condition.atoms, variables, &inner), condition.tests.allSatisfy({ isExpression($0, inner) })
      else { return nil }
    }
    // What has a name is printed.
    for (variable, isBound) in zip(variables, bound) where variable.name != nil && !isBound { return nil }
    return bound
  }

  /// Whether an expression is complete and uses what is bound.
  private func isExpression(_ expression: Expression, _ bound: [Bool]) -> Bool {
    var depth = 0
    for instruction in expression.code {
      switch instruction {
      case .constant(let value):
        guard value != .unbound else { return false }
        depth += 1
      case .variable(let variable):
        guard variable < bound.count, bound[variable] else { return false }
        depth += 1
      case .negate, .floor, .ceil, .round, .abs, .not: guard depth >= 1 else { return false }
      case .add, .subtract, .multiply, .divide, .min, .max, .less, .lessOrEqual, .equal, .notEqual, .and, .or:
        guard depth >= 2 else { return false }
        depth -= 1
      }
    }
    return depth == 1
  }

  // MARK: Rules

  private func isSound(_ rule: ResolvedRule) -> Bool {
    guard rule.headSpans.count == rule.clause.heads.count,
      let bound = bound(rule.clause.when, unless: rule.clause.unless, rule.variables)
    else { return false }
    return rule.because.map { isSound($0, rule.variables, bound) } ?? true
  }

  func isSound(_ change: ResolvedChange) -> Bool {
    let (rule, clause) = (change.rule, change.rule.clause)
    guard clause.variables == rule.variables.count, clause.named <= clause.variables, isSound(rule),
      let bound = bound(clause.when, unless: clause.unless, rule.variables), clause.heads.count == 1,
      // What tells ways to take a step apart has a value.
      bound[..<clause.named].allSatisfy({ $0 }), isExpression(change.cost, bound)
    else { return false }
    let isPlace =
      change.isDrop
      ? isPlace(change.head, rule.variables, bound) && clause.when.atoms.contains(where: change.readsPlace)
      : isSound(change.head, rule.variables, bound)
    return isPlace && shape.isProfile(change.head.leaf)
  }

  private func isSound(_ clause: Clause, _ rule: ResolvedRule) -> Bool {
    guard clause.variables == rule.variables.count, clause.named <= clause.variables,
      let bound = bound(clause.when, unless: clause.unless, rule.variables)
    else { return false }
    return clause.heads.allSatisfy { isSound($0, rule.variables, bound) }
  }

  /// Whether a head names a place with all its keys.
  private func isPlace(_ head: Head, _ variables: [ResolvedRule.Variable], _ bound: [Bool]) -> Bool {
    guard head.leaf.index < shape.leaves.count, head.keys.count == shape[head.leaf].keys.count else {
      return false
    }
    return zip(head.keys, shape[head.leaf].keys).allSatisfy { term, key in
      switch term {
      case .constant(let value): isValue(value, VariableType(key))
      case .variable(let variable):
        variable < bound.count && bound[variable] && isSame(variables[variable].type, VariableType(key))
      case .any: false
      }
    }
  }

  private func isSound(_ head: Head, _ variables: [ResolvedRule.Variable], _ bound: [Bool]) -> Bool {
    guard isPlace(head, variables, bound) else { return false }
    let leaf = shape[head.leaf]
    switch leaf.holds {
    case .alias, .rank: return false
    case .set, .entry: return head.value.code.isEmpty || isExpression(head.value, bound)
    case .one, .sum, .max, .min: break
    }
    guard isExpression(head.value, bound) else { return false }
    let type = VariableType(leaf.type)
    if limit(type) == nil { return true }
    switch head.value.code[0] {
    case .constant(let value): return head.value.code.count == 1 && isValue(value, type)
    case .variable(let variable):
      return head.value.code.count == 1 && isSame(variables[variable].type, type)
    default: return false
    }
  }

  // MARK: Texts

  private func isSound(
    _ template: Template, _ variables: [ResolvedRule.Variable], _ bound: [Bool]
  ) -> Bool {
    template.versions.allSatisfy { version in
      version.segments.allSatisfy { segment in
        switch segment {
        case .literal, .text: true
        case .constant(let value, let type): isValue(value, type)
        case .variable(let variable, let type):
          variable < bound.count && bound[variable] && isSame(variables[variable].type, type)
        }
      }
    }
  }

  private func isMargin(
    _ margin: ResolvedQuery?, of line: [ResolvedRule.Variable], given: [Bool]
  ) -> Bool {
    guard let margin else { return true }
    return margin.given == line.count && margin.given + margin.named <= margin.variables.count
      && zip(line, margin.variables).allSatisfy { isSame($0.type, $1.type) } && margin.unless.isEmpty
      && bound(margin.condition, unless: [], margin.variables, given: given) != nil
  }

  /// - Parameters:
  ///   - outer: the variables of the section around it.
  ///   - given: which of them have values.
  private func isSound(
    _ section: ResolvedSection, inside outer: [ResolvedRule.Variable], given: [Bool]
  ) -> Bool {
    var (variables, bound) = (outer, given)
    func areSound(_ templates: [Template?]) -> Bool {
      templates.allSatisfy { $0.map { isSound($0, variables, bound) } ?? true }
    }
    guard areSound([section.title, section.empty]) else { return false }
    if let query = section.query {
      let told = query.given + query.named
      guard query.given == outer.count, told <= query.variables.count,
        zip(outer, query.variables).allSatisfy({ isSame($0.type, $1.type) }),
        let found = self.bound(query.condition, unless: query.unless, query.variables, given: given)
      else { return false }
      (variables, bound) = (query.variables, found)
      // What tells lines apart has a value.
      guard bound[query.given..<told].allSatisfy({ $0 }) else { return false }
    }
    return areSound([section.text, section.note]) && isMargin(section.margin, of: variables, given: bound)
      && (section.order.map(\.variable) + [section.bar].compactMap { $0 }).allSatisfy {
        $0 < bound.count && bound[$0]
      } && section.parts.allSatisfy { isSound($0, inside: variables, given: bound) }
  }
}
