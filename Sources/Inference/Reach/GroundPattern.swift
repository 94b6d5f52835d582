/// A clause over a relaxation: what its matches are found by, and what of it is weighed for each match.
///
/// Its first variables are the clause's; behind them is one for each `.any` key of a dynamic atom.
struct GroundPattern {
  /// A dynamic atom: the place that it reads, and what the value must be.
  struct Premise {
    let leaf: LeafID
    let keys: [Term]
    /// `.any` where the value is a key or of no interest.
    let value: Term
  }

  /// An `unless` that a choice may influence.
  struct Absence {
    /// The atoms of `when` and its own, and the tests that can be told by them.
    let condition: Condition
    let premises: [Premise]
    let tests: [Expression]
  }

  private(set) var variables: Int
  private(set) var when = Condition()
  /// What no choice influences.
  private(set) var settledUnless: [Condition] = []
  private(set) var premises: [Premise] = []
  private(set) var tests: [Expression] = []
  private(set) var absences: [Absence] = []
  /// The variables whose values are known for a match only when choices are: values of dynamic places.
  private var open: VariableSet = []

  init(_ clause: Clause, _ relaxation: Relaxation) {
    variables = clause.variables
    let atoms = clause.when.atoms
    when.atoms = atoms.map { relaxation.relaxed($0, clause.when.tests, &variables) }
    premises = GroundPattern.premises(atoms, when.atoms, relaxation)
    open = GroundPattern.open(premises, bound: when.binds)
    (when.tests, tests) = GroundPattern.split(clause.when.tests, open)
    for unless in clause.unless {
      let own = unless.atoms.map { relaxation.relaxed($0, unless.tests, &variables) }
      let premises = GroundPattern.premises(unless.atoms, own, relaxation)
      let bound = Condition(atoms: when.atoms + own).binds
      let hidden = open.union(GroundPattern.open(premises, bound: bound)).filter { !bound.contains($0) }
      let (known, weighed) = GroundPattern.split(
        unless.tests, hidden.reduce(into: VariableSet()) { $0.insert($1) })
      let mentionsOpen = !unless.uses.allSatisfy { !open.contains($0) }
      if premises.isEmpty, weighed.isEmpty, !mentionsOpen {
        settledUnless.append(Condition(atoms: own, tests: known))
        continue
      }
      absences.append(
        Absence(
          condition: Condition(atoms: when.atoms + own, tests: when.tests + known), premises: premises,
          tests: weighed))
    }
  }

  /// Whether a term has a value for a match only when choices are made.
  func isOpen(_ term: Term) -> Bool {
    term.variable.map { open.contains($0) } ?? false
  }

  func isOpen(_ variable: Int) -> Bool { open.contains(variable) }

  private static func premises(_ atoms: [Atom], _ relaxed: [Atom], _ relaxation: Relaxation) -> [Premise] {
    zip(atoms, relaxed).compactMap { atom, relaxed in
      guard relaxation.isDynamic[atom.leaf.index] else { return nil }
      let isPlain =
        relaxation.isKeyed[atom.leaf.index] || relaxation.frozen.leaves[atom.leaf.index].holds == .member
      return Premise(leaf: atom.leaf, keys: relaxed.keys, value: isPlain ? .any : atom.value)
    }
  }

  private static func open(_ premises: [Premise], bound: VariableSet) -> VariableSet {
    premises.reduce(into: []) { open, premise in
      if let variable = premise.value.variable, !bound.contains(variable) { open.insert(variable) }
    }
  }

  private static func split(_ tests: [Expression], _ open: VariableSet) -> (
    known: [Expression], weighed: [Expression]
  ) {
    let isWeighed = tests.map { $0.uses.contains { open.contains($0) } }
    return (
      zip(tests, isWeighed).filter { !$1 }.map(\.0), zip(tests, isWeighed).filter { $1 }.map(\.0)
    )
  }
}
