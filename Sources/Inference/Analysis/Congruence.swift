/// Which variables of a clause must be equal, since a place holds one value, and a rank has one place.
struct Congruence {
  private var terms: [Term]
  private(set) var isPossible = true

  init(variables: Int) {
    terms = (0..<variables).map { .variable($0) }
  }

  /// What stands for a term.
  func resolved(_ term: Term) -> Term {
    guard case .variable(var variable) = term else { return term }
    while case .variable(let next) = terms[variable], next != variable { variable = next }
    return terms[variable]
  }

  /// Returns whether something was learned.
  @discardableResult mutating func unify(_ one: Term, _ other: Term) -> Bool {
    switch (resolved(one), resolved(other)) {
    case (.any, _), (_, .any): return false
    case (.constant(let mine), .constant(let theirs)):
      if mine != theirs { isPossible = false }
      return false
    case (.variable(let variable), let term), (let term, .variable(let variable)):
      if term == .variable(variable) { return false }
      terms[variable] = term
      return true
    }
  }

  mutating func close(_ atoms: [Atom], _ leaves: [Leaf]) {
    var isChanged = true
    while isChanged, isPossible {
      isChanged = false
      for first in atoms.indices {
        for second in atoms.indices.dropFirst(first + 1) where atoms[first].leaf == atoms[second].leaf {
          let (one, other) = (atoms[first], atoms[second])
          let holds = leaves[one.leaf.index].holds
          if holds != .member, areSame(one.keys, other.keys), unify(one.value, other.value) {
            isChanged = true
          }
          if case .rank = holds, areSame([one.value], [other.value]),
            areSame(one.keys.dropLast(), other.keys.dropLast()), let mine = one.keys.last,
            let theirs = other.keys.last, unify(mine, theirs)
          {
            isChanged = true
          }
        }
      }
    }
  }

  func areSame(_ one: some Collection<Term>, _ other: some Collection<Term>) -> Bool {
    zip(one, other).allSatisfy { one, other in
      let (mine, theirs) = (resolved(one), resolved(other))
      return mine != .any && mine == theirs
    }
  }

  func resolved(_ expression: Expression) -> Expression {
    Expression(
      code: expression.code.map { instruction in
        guard case .variable(let variable) = instruction else { return instruction }
        switch resolved(.variable(variable)) {
        case .constant(let value): return .constant(value)
        case .variable(let root): return .variable(root)
        case .any: return instruction
        }
      })
  }

  func resolved(_ condition: Condition) -> Condition {
    Condition(
      atoms: condition.atoms.map {
        Atom(leaf: $0.leaf, keys: $0.keys.map(resolved), value: resolved($0.value))
      }, tests: condition.tests.map(resolved))
  }

  func resolved(_ head: Head) -> Head {
    Head(leaf: head.leaf, keys: head.keys.map(resolved), value: resolved(head.value))
  }
}

extension Clause {
  /// The clause with one variable for all that must be equal; nil where it can't match at all.
  func closed(_ leaves: [Leaf]) -> Clause? {
    var congruence = Congruence(variables: variables)
    congruence.close(when.atoms, leaves)
    guard congruence.isPossible else { return nil }
    return Clause(
      variables: variables, named: named, when: congruence.resolved(when),
      unless: unless.map(congruence.resolved), heads: heads.map(congruence.resolved))
  }
}
