extension Polarity {
  /// Which way a value may not go for a match to stay as it is.
  private struct Needs {
    /// It may be no less.
    var up: VariableSet = []
    /// It may be no more.
    var down: VariableSet = []

    mutating func rise(with slopes: Slopes) {
      up.formUnion(slopes.rising)
      down.formUnion(slopes.falling)
    }

    mutating func fall(with slopes: Slopes) {
      up.formUnion(slopes.falling)
      down.formUnion(slopes.rising)
    }

    mutating func stay(_ variables: VariableSet) {
      up.formUnion(variables)
      down.formUnion(variables)
    }
  }

  /// Asks of all that a clause reads what it takes for its matches to be as they are wished.
  ///
  /// - Parameters:
  ///   - head: what writes the place in question; nil for a goal.
  ///   - pattern: the keys of that place.
  mutating func ask(_ clause: Clause, head: Head?, _ way: ClauseWish, pattern: [Int]) {
    guard let bindings = bindings(of: clause, head, pattern) else { return }
    for isKept in [true, false] where isKept ? way.isKept : way.isOld {
      let needs = needs(clause, head, way, isKept: isKept)
      for atom in clause.when.atoms {
        add(atom, wish(atom, needs, isKept: isKept), bindings)
      }
      // What must not be found may not come to be where a match is kept, and must be kept where it is old.
      for atom in clause.unless.flatMap(\.atoms) {
        add(atom, wish(atom, needs, isKept: !isKept), bindings)
      }
    }
  }

  private mutating func add(_ atom: Atom, _ wish: Wish, _ bindings: [[Int]]) {
    guard flow.isMoved(atom) else { return }
    let patterns = Set(bindings.map { Polarity.pattern(atom.keys, $0) })
    for pattern in patterns.sorted(by: { $0.lexicographicallyPrecedes($1) }) { add(atom.leaf, pattern, wish) }
  }

  private static func pattern(_ keys: [Term], _ binding: [Int]) -> [Int] {
    keys.map { key in
      switch key {
      case .constant(let value): Int(value)
      case .variable(let variable): binding[variable]
      case .any: anyKey
      }
    }
  }

  // MARK: Values

  private mutating func wish(_ atom: Atom, _ needs: Needs, isKept: Bool) -> Wish {
    var (up, down) = (false, false)
    if frozen.leaves[atom.leaf.index].holds != .member {
      switch atom.value {
      case .any: break
      case .variable(let variable): (up, down) = (needs.up.contains(variable), needs.down.contains(variable))
      case .constant(let constant):
        // What is the least that there can be stays so as long as it does not rise.
        let range = ranges.range(of: atom.leaf)
        (up, down) = (constant != range.low, constant != range.high)
        if !isKept { (up, down) = (down, up) }
      }
    }
    var wish: Wish = isKept ? .kept : .old
    if up { wish.formUnion(isKept ? .keptUp : .oldUp) }
    if down { wish.formUnion(isKept ? .keptDown : .oldDown) }
    return wish
  }

  private mutating func needs(_ clause: Clause, _ head: Head?, _ way: ClauseWish, isKept: Bool) -> Needs {
    var needs = Needs()
    let wide = ranges.frame(of: clause, isNarrow: false)
    let narrow = ranges.frame(of: clause, isNarrow: true)
    for test in clause.when.tests {
      let slopes = Slopes(test, wide)
      isKept ? needs.rise(with: slopes) : needs.fall(with: slopes)
    }
    for test in clause.unless.flatMap(\.tests) {
      let slopes = Slopes(test, wide)
      isKept ? needs.fall(with: slopes) : needs.rise(with: slopes)
    }
    needs.stay(fixed(clause, isRigid: way.isRigid))
    for head in clause.heads {
      // Beyond its bounds a head writes nothing.
      guard let bounds = frozen.leaves[head.leaf.index].bounds,
        frozen.leaves[head.leaf.index].holds != .member
      else { continue }
      var scratch: [Interval] = []
      let value = IntervalExpression(head.value).value(narrow, &scratch)
      if !value.isInside(Interval(bounds.lowerBound, bounds.upperBound)) { needs.stay(head.value.uses) }
    }
    if let head, isKept ? way.keptUp : way.oldUp { needs.rise(with: Slopes(head.value, narrow)) }
    if let head, isKept ? way.keptDown : way.oldDown { needs.fall(with: Slopes(head.value, narrow)) }
    return needs
  }

  /// The variables whose values must be the same: those that are keys as well, and those that must be equal.
  private func fixed(_ clause: Clause, isRigid: Bool) -> VariableSet {
    let atoms = clause.atoms
    var fixed: VariableSet = []
    for key in clause.heads.flatMap(\.keys) + atoms.flatMap(\.keys) { key.variable.map { fixed.insert($0) } }
    var seen: VariableSet = []
    for atom in atoms {
      guard let variable = atom.value.variable else { continue }
      if seen.contains(variable) || isRigid { fixed.insert(variable) }
      seen.insert(variable)
    }
    return fixed
  }

  // MARK: Places

  /// The bindings of a clause under which it may write a place, `anyKey` for what is not known; nil where it can write no
  /// such place.
  private func bindings(of clause: Clause, _ head: Head?, _ pattern: [Int]) -> [[Int]]? {
    var binding = Array(repeating: Polarity.anyKey, count: clause.variables)
    for (term, key) in zip(head?.keys ?? [], pattern) where key != Polarity.anyKey {
      switch term {
      case .constant(let value): if Int(value) != key { return nil }
      case .variable(let variable):
        if binding[variable] != Polarity.anyKey, binding[variable] != key { return nil }
        binding[variable] = key
      case .any: break
      }
    }
    return joined(clause, binding, isGoal: head == nil) ?? [binding]
  }

  /// The bindings that what does not move leaves; nil where it is not worth asking.
  private func joined(_ clause: Clause, _ binding: [Int], isGoal: Bool) -> [[Int]]? {
    let given = binding.map { $0 == Polarity.anyKey ? nil : Value($0) }
    guard isGoal || given.contains(where: { $0 != nil }) else { return nil }
    let still = clause.when.atoms.filter { !flow.isMoved($0) }
    guard !still.isEmpty else { return nil }
    var wanted: VariableSet = []
    for key in clause.atoms.filter(flow.isMoved).flatMap(\.keys) {
      key.variable.map { wanted.insert($0) }
    }
    var condition = Condition(atoms: still)
    var bound = condition.binds
    let known = given.indices.filter { given[$0] != nil }
    for variable in known { bound.insert(variable) }
    condition.tests = clause.when.tests.filter { $0.uses.isSubset(of: bound) }
    var visits = Polarity.maxVisits
    let query = Query(variables: clause.variables, given: known, condition: condition)
    let answers = outcome.answers(
      to: query, given: given.compactMap { $0 }, relevant: wanted, visits: &visits)
    guard answers.isComplete else { return nil }
    return answers.solutions.map { row in
      row.indices.map { bound.contains($0) && row[$0] != .unbound ? Int(row[$0]) : binding[$0] }
    }
  }

  /// How many rows a join may look at.
  private static let maxVisits = 200_000
}
