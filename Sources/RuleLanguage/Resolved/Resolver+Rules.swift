import Inference
import SourceTree

extension Resolver {
  /// Resolves a rule into one resolved rule, or one for each row of its table.
  mutating func rules(_ rule: SurfaceRule) -> [ResolvedRule] {
    rows(of: rule, called: "rule") { resolver, name, row in resolver.resolve(rule, name: name, row: row) }
  }

  /// Resolves what is written as a rule once, or once for each row of its table.
  mutating func rows<Resolved>(
    of rule: SurfaceRule, called what: String,
    _ resolve: (inout Resolver, _ name: String, SurfaceRule.Row?) -> Resolved
  ) -> [Resolved] {
    guard rule.hasTable else { return [resolve(&self, rule.name, nil)] }
    var used: Set<String> = []
    let before = findings.list.count
    let resolved = rule.rows.enumerated().map { index, row in
      let resolved = resolve(&self, "\(rule.name)[\(index + 1)]", row)
      used.formUnion(scope.usedColumns)
      return resolved
    }
    // After a mistake a column may only seem to be unused.
    for column in rule.rows.first?.columns ?? [] where findings.list.count == before {
      if let name = column.scalar, !used.contains(name) {
        findings.report("unused-column", "`$\(name)` stands nowhere in the \(what)", at: column.span)
      }
    }
    return resolved
  }

  private mutating func resolve(_ rule: SurfaceRule, name: String, row: SurfaceRule.Row?) -> ResolvedRule {
    scope = Scope()
    scope.columns = row?.cells ?? [:]
    let before = findings.list.count
    var body = body(when: rule.when, unless: rule.unless, tests: rule.tests)
    let conclusions = conclusions(rule.then)
    let because = rule.because.flatMap { template($0) }
    checkBound()
    if let row { checkShadows(row, in: "rule") }
    // After a mistake a variable may only seem to be unused.
    let isSum = conclusions.heads.contains { if case .sum = shape[$0.leaf].holds { true } else { false } }
    if !isSum, findings.list.count == before { checkUsed() }
    return resolved(rule, name, row, &body, conclusions, because).rule
  }

  /// Numbers the variables of a scope that is complete.
  ///
  /// - Returns: the rule, and the final number of each variable.
  mutating func resolved(
    _ rule: SurfaceRule, _ name: String, _ row: SurfaceRule.Row?, _ body: inout Body,
    _ conclusions: Conclusions, _ because: Template?
  ) -> (rule: ResolvedRule, rename: [Int]) {
    let (rename, order, named) = scope.numbering()
    body.rename(rename)
    let clause = Clause(
      variables: order.count, named: named, when: body.when.condition, unless: body.unless.map(\.condition),
      heads: conclusions.heads.map {
        Head(leaf: $0.leaf, keys: $0.keys.map { $0.renamed(rename) }, value: $0.value.renamed(rename))
      })
    let resolved = ResolvedRule(
      name: name, table: row == nil ? nil : rule.name, span: row?.span ?? rule.span, clause: clause,
      variables: variables(order),
      atomSpans: body.when.spans,
      headSpans: conclusions.spans, because: because?.renamed(rename), source: rule.source)
    return (resolved, rename)
  }

  /// A column that is also bound by `when` would say two things.
  mutating func checkShadows(_ row: SurfaceRule.Row, in what: String) {
    for column in row.columns {
      guard let name = column.scalar, let variable = scope.lookup(name) else { continue }
      findings.report(
        "column-bound", "`$\(name)` is a column of the table and a variable of the \(what)",
        at: scope[variable].span)
    }
  }

  /// `when`, `unless` and `where`, as rules, sections and tests have them.
  ///
  /// - Parameter dropped: what a change takes away, which must be there as well.
  mutating func body(
    when: [YAMLNode], unless: [YAMLNode], tests: [YAMLNode], dropped: YAMLNode? = nil
  ) -> Body {
    let before = findings.list.count
    var body = Body(when: pattern(when))
    if let dropped { body.add(dropped: droppedPattern(dropped)) }
    if findings.list.count > before {
      scope.excused = Set((when + [dropped].compactMap { $0 }).flatMap(\.variableNames))
    }
    checkBoundRanges()
    for node in unless {
      scope.enterUnless()
      body.unless.append(pattern([node]))
      scope.leaveUnless()
    }
    for node in tests {
      if let test = test(node) { body.when.tests.append(test) }
    }
    return body
  }

  /// A range in `when` may only use what `when` binds.
  private mutating func checkBoundRanges() {
    for (index, variable) in scope.variables.enumerated() where !variable.isBound && variable.uses > 0 {
      guard let name = variable.name else { continue }
      unbound(name, at: variable.span)
      scope[index].isBound = true
    }
  }
}

/// The conditions of a rule, a section or a test.
struct Body {
  var when: Pattern
  var unless: [Pattern] = []
  /// The atoms of `when` that a change takes away.
  private(set) var dropped = 0..<0

  mutating func add(dropped pattern: Pattern) {
    let first = when.atoms.count
    when.atoms += pattern.atoms
    when.spans += pattern.spans
    when.tests += pattern.tests
    dropped = first..<when.atoms.count
  }

  mutating func rename(_ rename: [Int]) {
    when.rename(rename)
    for index in unless.indices { unless[index].rename(rename) }
  }
}

extension Pattern {
  mutating func rename(_ rename: [Int]) {
    let renamed = condition.renamed(rename)
    atoms = renamed.atoms
    tests = renamed.tests
  }
}
