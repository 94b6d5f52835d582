/// A part of a program that answers one question: whether a body can match.
package struct Probe: Sendable {
  /// What the body depends on, and a clause that concludes `leaf` when it matches.
  package let program: Program
  package let leaf: LeafID
  /// By leaf, whether the body depends on it.
  package let isNeeded: [Bool]

  /// - Parameter body: its heads are of no account.
  package init(_ program: Program, body: Clause) {
    let frozen = program.frozen
    let needed = frozen.leaves(neededBy: body)
    isNeeded = needed
    leaf = LeafID(frozen.leaves.count)
    var clauses: [Clause] = []
    var strata: [Stratum] = []
    for stratum in frozen.strata {
      let first = clauses.count
      var seen: Set<ClauseID> = []
      for run in stratum.runs where seen.insert(run.clause).inserted {
        var clause = frozen.clauses[run.clause.index]
        clause.heads.removeAll { !needed[$0.leaf.index] }
        if !clause.heads.isEmpty { clauses.append(clause) }
      }
      let ranks = stratum.ranks.filter { needed[$0.index] }
      guard clauses.count > first || !ranks.isEmpty else { continue }
      strata.append(
        Stratum(
          clauses: (first..<clauses.count).map { ClauseID($0) }, ranks: ranks,
          isRecursive: stratum.isRecursive))
    }
    var probe = body
    probe.heads = [Head(leaf: leaf, keys: [])]
    strata.append(Stratum(clauses: [ClauseID(clauses.count)]))
    clauses.append(probe)
    let facts = needed.indices.filter { needed[$0] }.flatMap { program.statedFacts(of: LeafID($0)) }
    self.program = Program(
      leaves: frozen.leaves + [Leaf(keys: [], holds: .member, isStated: false)], facts: facts,
      clauses: clauses, strata: strata)
  }

  package var goal: Condition { Condition(atoms: [Atom(leaf: leaf, keys: [])]) }

  /// By leaf and column, the constants that its keys are compared with.
  package func keys(of leaf: LeafID, _ column: Int) -> Set<Value> {
    var keys: Set<Value> = []
    for clause in program.frozen.clauses {
      for atom in clause.atoms where atom.leaf == leaf {
        if case .constant(let value) = atom.keys[column] { keys.insert(value) }
      }
    }
    return keys
  }
}

extension FrozenProgram {
  /// By leaf, whether a body depends on it.
  func leaves(neededBy body: Clause) -> [Bool] {
    var needed = Array(repeating: false, count: leaves.count)
    var queue = body.reads
    while let leaf = queue.popLast() {
      guard !needed[leaf.index] else { continue }
      needed[leaf.index] = true
      if case .rank(let terms) = leaves[leaf.index].holds { queue += terms.map(\.leaf) }
      for writer in writers[leaf.index] { queue += clauses[writer.clause.index].reads }
    }
    return needed
  }
}

extension Program {
  /// The constants that its clauses compare something with.
  package var constants: Set<Value> {
    var constants: Set<Value> = []
    for clause in frozen.clauses {
      for test in clause.when.tests + clause.unless.flatMap(\.tests) {
        for case .constant(let value) in test.code { constants.insert(value) }
      }
      for atom in clause.atoms {
        if case .constant(let value) = atom.value { constants.insert(value) }
      }
    }
    return constants
  }
}

extension Clause {
  /// Both bodies together, which conclude different values for one place; nil where that is out of the question.
  ///
  /// The variables of the other clause come behind those of this one.
  package func clash(_ head: Int, with other: Clause, _ otherHead: Int, in program: Program) -> Clause? {
    let shift = variables
    let (mine, theirs) = (heads[head], other.heads[otherHead].shifted(by: shift))
    var joint = Clause(
      variables: variables + other.variables, named: 0,
      when: Condition(
        atoms: when.atoms + other.when.atoms.map { $0.shifted(by: shift) },
        tests: when.tests + other.when.tests.map { $0.shifted(by: shift) }),
      unless: unless
        + other.unless.map { condition in
          Condition(
            atoms: condition.atoms.map { $0.shifted(by: shift) },
            tests: condition.tests.map { $0.shifted(by: shift) })
        },
      heads: [mine, theirs])
    var congruence = Congruence(variables: joint.variables)
    for (one, other) in zip(mine.keys, theirs.keys) { congruence.unify(one, other) }
    congruence.close(joint.when.atoms, program.frozen.leaves)
    guard congruence.isPossible else { return nil }
    joint.when = congruence.resolved(joint.when)
    joint.unless = joint.unless.map(congruence.resolved)
    joint.heads = joint.heads.map(congruence.resolved)
    let (one, two) = (joint.heads[0].value, joint.heads[1].value)
    if one == two { return nil }
    joint.when.tests.append(Expression(code: one.code + two.code + [.notEqual]))
    return joint
  }
}

extension Term {
  fileprivate func shifted(by count: Int) -> Term {
    if case .variable(let variable) = self { .variable(variable + count) } else { self }
  }
}

extension Atom {
  fileprivate func shifted(by count: Int) -> Atom {
    Atom(leaf: leaf, keys: keys.map { $0.shifted(by: count) }, value: value.shifted(by: count))
  }
}

extension Expression {
  fileprivate func shifted(by count: Int) -> Expression {
    Expression(
      code: code.map { if case .variable(let variable) = $0 { .variable(variable + count) } else { $0 } })
  }
}

extension Head {
  fileprivate func shifted(by count: Int) -> Head {
    Head(leaf: leaf, keys: keys.map { $0.shifted(by: count) }, value: value.shifted(by: count))
  }
}
