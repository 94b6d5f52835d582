import Inference
import SourceTree

extension Resolver {
  /// Resolves a rule into one resolved rule, or one for each row of its table.
  mutating func rules(_ rule: SurfaceRule) -> [ResolvedRule] {
    guard rule.hasTable else { return [resolve(rule, name: rule.name, row: nil)] }
    var used: Set<String> = []
    let before = findings.list.count
    let resolved = rule.rows.enumerated().map { index, row in
      let resolved = resolve(rule, name: "\(rule.name)[\(index + 1)]", row: row)
      used.formUnion(scope.usedColumns)
      return resolved
    }
    // After a mistake a column may only seem to be unused.
    for column in rule.rows.first?.columns ?? [] where findings.list.count == before {
      if let name = column.scalar, !used.contains(name) {
        findings.report("unused-column", "`$\(name)` stands nowhere in the rule", at: column.span)
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
    if let row { checkShadows(row) }
    // After a mistake a variable may only seem to be unused.
    let isSum = conclusions.heads.contains { if case .sum = shape[$0.leaf].holds { true } else { false } }
    if !isSum, findings.list.count == before { checkUsed() }
    let (rename, order, named) = scope.numbering()
    body.rename(rename)
    let clause = Clause(
      variables: order.count, named: named, when: body.when.condition, unless: body.unless.map(\.condition),
      heads: conclusions.heads.map {
        Head(leaf: $0.leaf, keys: $0.keys.map { $0.renamed(rename) }, value: $0.value.renamed(rename))
      })
    return ResolvedRule(
      name: name, table: row == nil ? nil : rule.name, span: row?.span ?? rule.span, clause: clause,
      variables: variables(order),
      atomSpans: body.when.spans,
      headSpans: conclusions.spans, because: because?.renamed(rename), source: rule.source)
  }

  /// A column that is also bound by `when` would say two things.
  private mutating func checkShadows(_ row: SurfaceRule.Row) {
    for column in row.columns {
      guard let name = column.scalar, let variable = scope.lookup(name) else { continue }
      findings.report(
        "column-bound", "`$\(name)` is a column of the table and a variable of the rule",
        at: scope[variable].span)
    }
  }

  /// `when`, `unless` and `where`, as rules, sections and tests have them.
  mutating func body(when: [YAMLNode], unless: [YAMLNode], tests: [YAMLNode]) -> Body {
    let before = findings.list.count
    var body = Body(when: pattern(when))
    if findings.list.count > before { scope.excused = Set(when.flatMap(\.variableNames)) }
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
