import Inference
import RuleLanguage

/// The conditions of a rule, each with the question whether it alone keeps the rule from applying.
struct ClauseConditions {
  /// One condition.
  struct Condition {
    let kind: ConditionCoverage.Kind
    let text: String
    /// Has a solution where all other conditions are met and this one is not.
    let isMissed: Query
    /// Whether only what the pack states decides it.
    let isDecided: Bool
  }

  let all: [Condition]
  /// Has a solution where the rule applies.
  let applies: Query

  init(_ rule: ResolvedRule, _ pack: CompiledPack, isDecided: [Bool]) {
    let clause = rule.clause
    let text = ClauseText(pack, rule, clause)
    applies = Query(variables: clause.variables, condition: clause.when, unless: clause.unless)
    var all: [Condition] = []
    for (number, atom) in clause.when.atoms.enumerated() where !clause.alwaysHolds(number, pack.shape[atom.leaf]) {
      all.append(
        Condition(
          kind: .premise, text: text.premise(number), isMissed: clause.missing(premise: number),
          isDecided: isDecided[atom.leaf.index]))
    }
    for (number, test) in clause.when.tests.enumerated() where text.isWritten(test) {
      all.append(
        Condition(
          kind: .comparison, text: text.comparison(number), isMissed: clause.missing(test: number), isDecided: false))
    }
    for number in clause.unless.indices {
      all.append(
        Condition(
          kind: .exception, text: text.exception(number), isMissed: clause.missing(exception: number),
          isDecided: clause.unless[number].atoms.allSatisfy { isDecided[$0.leaf.index] }))
    }
    self.all = all
  }
}

extension Clause {
  /// Whether a premise reads a place that has a value for every key and asks nothing of it.
  func alwaysHolds(_ number: Int, _ leaf: ShapeLeaf) -> Bool {
    guard leaf.fallback != nil else { return false }
    switch when.atoms[number].value {
    case .constant: return false
    case .any: return true
    case .variable(let variable):
      let elsewhere = when.atoms.indices.contains { $0 != number && when.atoms[$0].terms.contains(.variable(variable)) }
      return !elsewhere && variable < named
    }
  }

  /// Everything but one premise, which does not hold. What speaks of what only this premise binds is left out.
  fileprivate func missing(premise number: Int) -> Query {
    let atom = when.atoms[number]
    var rest = when.atoms
    rest.remove(at: number)
    let bound = Set(rest.flatMap(\.variables))
    let own = Set(atom.variables).subtracting(bound)
    let kept = when.tests.filter { own.isDisjoint(with: $0.variables) }
    let ranges = when.tests.filter { test in
      test.variables.contains { own.contains($0) && $0 >= named }
        && test.variables.allSatisfy { bound.contains($0) || own.contains($0) }
    }
    let exceptions = unless.filter { own.isDisjoint(with: $0.atoms.flatMap(\.variables)) }
    return Query(
      variables: variables, condition: Condition(atoms: rest, tests: kept),
      unless: exceptions + [Condition(atoms: [atom], tests: ranges)])
  }

  fileprivate func missing(test number: Int) -> Query {
    var condition = when
    condition.tests[number].code.append(.not)
    return Query(variables: variables, condition: condition, unless: unless)
  }

  fileprivate func missing(exception number: Int) -> Query {
    var rest = unless
    let exception = rest.remove(at: number)
    return Query(
      variables: variables,
      condition: Condition(atoms: when.atoms + exception.atoms, tests: when.tests + exception.tests), unless: rest)
  }
}

extension Atom {
  var terms: [Term] { keys + [value] }

  var variables: [Int] {
    terms.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }
}

extension Expression {
  var variables: [Int] {
    code.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }
}
