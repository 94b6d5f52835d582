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
    for premises in clause.premises(pack.shape) {
      all.append(
        Condition(
          kind: .premise, text: premises.map(text.premise).joined(separator: ", "),
          isMissed: clause.missing(premises: premises),
          isDecided: premises.allSatisfy { isDecided[clause.when.atoms[$0].leaf.index] }))
    }
    for (number, test) in clause.when.tests.enumerated() where text.isWritten(test) {
      all.append(
        Condition(
          kind: .comparison, text: text.comparison(number), isMissed: clause.missing(test: number),
          isDecided: false))
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
      let elsewhere = when.atoms.indices.contains {
        $0 != number && when.atoms[$0].terms.contains(.variable(variable))
      }
      return !elsewhere && variable < named
    }
  }

  /// The premises that can fail, those together that read fields of one record: what concludes one of these concludes
  /// the others as well. Each field of a profile stands for itself.
  fileprivate func premises(_ shape: Shape) -> [[Int]] {
    var premises: [[Int]] = []
    for (number, atom) in when.atoms.enumerated() where !alwaysHolds(number, shape[atom.leaf]) {
      let together = premises.firstIndex { others in
        guard let first = others.first, !atom.keys.isEmpty, !shape.isProfile(atom.leaf) else { return false }
        let other = when.atoms[first]
        return other.keys == atom.keys && shape[other.leaf].record == shape[atom.leaf].record
      }
      if let together { premises[together].append(number) } else { premises.append([number]) }
    }
    return premises
  }

  /// Everything but some premises, which do not hold. What speaks of what only these bind is left out.
  fileprivate func missing(premises: [Int]) -> Query {
    let atoms = premises.map { when.atoms[$0] }
    let rest = when.atoms.indices.filter { !premises.contains($0) }.map { when.atoms[$0] }
    let bound = Set(rest.flatMap(\.variables))
    let own = Set(atoms.flatMap(\.variables)).subtracting(bound)
    let kept = when.tests.filter { own.isDisjoint(with: $0.variables) }
    let ranges = when.tests.filter { test in
      test.variables.contains { own.contains($0) && $0 >= named }
        && test.variables.allSatisfy { bound.contains($0) || own.contains($0) }
    }
    let exceptions = unless.filter { own.isDisjoint(with: $0.atoms.flatMap(\.variables)) }
    return Query(
      variables: variables, condition: Condition(atoms: rest, tests: kept),
      unless: exceptions + [Condition(atoms: atoms, tests: ranges)])
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
      condition: Condition(atoms: when.atoms + exception.atoms, tests: when.tests + exception.tests),
      unless: rest)
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

extension ShapeLeaf {
  /// The path of the record in which the leaf stands.
  fileprivate var record: Substring { path.lastIndex(of: ".").map { path[..<$0] } ?? "" }
}
