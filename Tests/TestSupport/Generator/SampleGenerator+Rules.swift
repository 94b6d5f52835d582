extension SampleGenerator {
  mutating func makeRules() {
    let policies = program.leaves.indices.map { leaf -> SamplePolicy in
      if program.leaves[leaf].isPresence || program.leaves[leaf].isAggregate { return .free }
      let agreed = program.leaves[leaf].isNumeric ? 25 : 45
      return random.chance(agreed) ? .agreed(someValue(of: leaf)) : random.chance(85) ? .functional : .free
    }
    for target in program.leaves.indices where canConclude(target) {
      let isEntry = program.leaves[target].holds == .entry
      if isEntry && !random.chance(20) { continue }
      var count = random.pick(program.leaves[target].isAggregate ? [1, 2, 2, 3] : [1, 1, 2])
      if case .functional = policies[target] { count = 1 }
      for _ in 0..<count { makeRule(for: target, policies) }
    }
    if let links, random.chance(50) { makeClosure(of: links) }
  }

  /// Concludes what can be reached by links, by a rule that reads what it concludes: to the left, to the
  /// right, or twice.
  private mutating func makeClosure(of links: Int) {
    let members = program.leaves.indices.filter { program.leaves[$0].holds == .member }
    guard let reached = members.first(where: { program.leaves[$0].path.first == .field("reached") }) else {
      return
    }
    func atom(_ leaf: Int, _ from: String, _ to: String) -> SampleAtom {
      SampleAtom(leaf: leaf, keys: [.variable(from), .variable(to)])
    }
    let whole = SampleHead(leaf: reached, keys: [.variable("from"), .variable("to")])
    var base = SampleRule(name: "rule-base", level: 1, pack: program.packs - 1)
    base.when = [[atom(links, "from", "to")]]
    var step = SampleRule(name: "rule-step", level: 1, pack: program.packs - 1)
    let (left, right) = random.pick([(links, reached), (reached, links), (reached, reached)])
    step.when = [[atom(left, "from", "by")], [atom(right, "by", "to")]]
    base.heads = [whole]
    step.heads = [whole]
    if random.chance(30) {
      var scope = SampleScope()
      for name in ["from", "by", "to"] { scope.bind(name, .id(program.leaves[links].keys[0])) }
      step.tests = someTest(scope)
    }
    program.rules += [base, step]
  }

  private func canConclude(_ leaf: Int) -> Bool {
    let place = program.leaves[leaf]
    return place.level > 0 && !place.isRank
      && !(place.holds == .entry && program.kinds.contains { place.path.first == .field($0.section) })
  }

  private mutating func makeRule(for target: Int, _ policies: [SamplePolicy]) {
    let number = String(program.rules.count + 100)
    var rule = SampleRule(name: "rule-\(number)", level: program.leaves[target].level)
    var scope = SampleScope()
    for _ in 0..<random.pick([1, 1, 2, 2, 3]) {
      if let leaf = someReadable(at: rule.level, for: target) {
        addAtom(reading: leaf, to: &rule.when, &scope)
      }
    }
    bindKeys(of: target, in: &rule, &scope)
    addHead(target, to: &rule, scope, policies[target])
    if random.chance(20) {
      let others = program.leaves.indices.filter { other in
        if case .functional = policies[other] { return false }
        return canConclude(other) && program.leaves[other].level == rule.level
      }
      if !others.isEmpty {
        let other = random.pick(others)
        addHead(other, to: &rule, scope, policies[other])
      }
    }
    if random.chance(40) { addUnless(to: &rule, scope) }
    if random.chance(35) {
      for _ in 0..<random.pick([1, 1, 2]) { rule.tests += someTest(scope) }
    }
    if random.chance(30) { addTable(to: &rule, policies) }
    if random.chance(30) { rule.because = scope.variables.map(\.name).filter { _ in random.chance(50) } }
    hideUnused(in: &rule)
    rule.pack = Int.random(in: leastPack(of: rule)..<program.packs, using: &random)
    program.rules.append(rule)
  }

  // MARK: Heads

  /// Binds variables for the keys of a head, where the rule has none yet.
  private mutating func bindKeys(of target: Int, in rule: inout SampleRule, _ scope: inout SampleScope) {
    for kind in program.leaves[target].keys where scope.names(of: .id(kind)).isEmpty && random.chance(80) {
      let binding = program.leaves.indices.filter {
        program.leaves[$0].keys.contains(kind) && isReadable($0, at: rule.level)
      }
      if !binding.isEmpty { addAtom(reading: random.pick(binding), to: &rule.when, &scope) }
    }
    // A number to reckon with, whose keys the head may bear.
    if program.leaves[target].isNumeric && scope.names(of: .number).isEmpty {
      let numbers = program.leaves.indices.filter {
        program.leaves[$0].isNumeric && isReadable($0, at: rule.level)
          && Set(program.leaves[$0].keys).isSubset(of: program.leaves[target].keys)
      }
      if !numbers.isEmpty && random.chance(70) {
        addAtom(reading: random.pick(numbers), to: &rule.when, &scope)
      }
    }
    // A rule without a single pattern is none.
    if rule.when.isEmpty, let years = program.leaves.firstIndex(where: { $0.isInProfile }) {
      addAtom(reading: years, to: &rule.when, &scope)
    }
  }

  private mutating func addHead(
    _ target: Int, to rule: inout SampleRule, _ scope: SampleScope, _ policy: SamplePolicy
  ) {
    let leaf = program.leaves[target]
    var head = SampleHead(leaf: target, keys: [])
    for kind in leaf.keys {
      let known = scope.names(of: .id(kind))
      let isConstant = known.isEmpty || random.chance(8)
      head.keys.append(isConstant ? .constant(someID(of: kind)) : .variable(random.pick(known)))
    }
    if !leaf.isPresence {
      switch policy {
      case .agreed(let value): head.value = .constant(value)
      case .functional:
        let determined = variablesDetermined(by: head, in: rule)
        var narrow = scope
        narrow.variables.removeAll { !determined.contains($0.name) }
        head.value = someConclusion(target, narrow)
      case .free: head.value = someConclusion(target, scope)
      }
    }
    if YAMLText(heads: rule.heads + [head], in: program) != nil { rule.heads.append(head) }
  }

  /// The variables that can have but one value once the keys of the head are known.
  private func variablesDetermined(by head: SampleHead, in rule: SampleRule) -> Set<String> {
    var known = Set(head.keys.compactMap(\.variable))
    var size = -1
    while size != known.count {
      size = known.count
      for atom in rule.when.joined() {
        let keys = atom.keys.compactMap(\.variable)
        if let value = atom.value?.variable, known.isSuperset(of: keys) { known.insert(value) }
      }
    }
    return known
  }

  // MARK: Last touches

  /// A variable that stands once and is used nowhere is written `$_`, except in a rule that adds to a sum.
  private mutating func hideUnused(in rule: inout SampleRule) {
    rule.when = rule.when.map(withoutCoveredEntries)
    rule.unless = rule.unless.map(withoutCoveredEntries)
    var uses = rule.because + rule.heads.flatMap(\.variables) + rule.tests.flatMap(\.variables)
    // A key that serves two fields of one entry stands once in the text.
    uses += rule.when.flatMap { YAMLText(pattern: $0, in: program)?.variables ?? $0.flatMap(\.variables) }
    uses += rule.unless.joined().flatMap(\.variables)
    let once = Set(uses.filter { name in uses.count { $0 == name } == 1 })
    let addsUp = rule.heads.contains { program.leaves[$0.leaf].holds == .sum }
    let columns = Set(rule.rows.first?.keys.map(\.self) ?? [])
    func hidden(_ term: SampleTerm) -> SampleTerm {
      guard let name = term.variable, once.contains(name), !columns.contains(name) else { return term }
      return .variable("_" + name)
    }
    if addsUp && random.chance(60) { return }
    for tree in rule.when.indices {
      for atom in rule.when[tree].indices {
        rule.when[tree][atom].keys = rule.when[tree][atom].keys.map(hidden)
        rule.when[tree][atom].value = rule.when[tree][atom].value.map(hidden)
      }
      // Two `$_` cannot stand in one mapping: such a tree is taken apart.
      if YAMLText(pattern: rule.when[tree], in: program) == nil {
        let atoms = rule.when[tree]
        rule.when[tree] = []
        for atom in atoms {
          if YAMLText(pattern: rule.when[tree] + [atom], in: program) != nil {
            rule.when[tree].append(atom)
          } else {
            rule.when.append([apart(atom, number: rule.when.count)])
          }
        }
      }
    }
  }

  /// The atom in a tree of its own: a `$_` there is another one.
  private func apart(_ atom: SampleAtom, number: Int) -> SampleAtom {
    func renamed(_ term: SampleTerm) -> SampleTerm {
      guard term.isAnonymous, let name = term.variable else { return term }
      return .variable("\(name)x\(number)")
    }
    var atom = atom
    atom.keys = atom.keys.map(renamed)
    atom.value = atom.value.map(renamed)
    return atom
  }

  /// In one tree `a: { $k: {} }` and `a: { $k: { b: 1 } }` are written as the second alone.
  private func withoutCoveredEntries(_ tree: [SampleAtom]) -> [SampleAtom] {
    tree.enumerated().filter { index, atom in
      let path = program.leaves[atom.leaf].path
      return program.leaves[atom.leaf].holds != .entry
        || !tree.enumerated().contains { other, deeper in
          other != index && program.leaves[deeper.leaf].path.starts(with: path)
            && program.leaves[deeper.leaf].path.count > path.count
            && deeper.keys.starts(with: atom.keys)
        }
    }.map(\.element)
  }

  /// The first pack that sees every leaf and id of the rule.
  private func leastPack(of rule: SampleRule) -> Int {
    var least = 0
    for rule in rule.expanded {
      var places = (rule.when + rule.unless).joined().map { ($0.leaf, $0.terms, $0.choice) }
      for head in rule.heads {
        if case .constant(let value)? = head.value {
          places.append((head.leaf, head.keys + [.constant(value)], nil))
        } else {
          places.append((head.leaf, head.keys, nil))
        }
      }
      for (index, terms, choice) in places {
        let leaf = program.leaves[index]
        least = max(least, leaf.pack)
        var kinds = leaf.keys
        if case .id(let kind) = leaf.holds { kinds.append(kind) }
        let ids = terms.map { if case .constant(let value) = $0 { value } else { SampleDatum.present } }
        least = max(least, pack(of: ids, kinds: kinds))
        if case .id(let kind) = leaf.holds, case .oneOf(let values)? = choice {
          least = max(least, values.map { pack(of: [$0], kinds: [kind]) }.max() ?? 0)
        }
      }
      // Tests may name ids of any pack.
      if rule.tests.contains(where: { namesSomething($0) }) { least = program.packs - 1 }
    }
    return least
  }

  private func namesSomething(_ expression: SampleExpression) -> Bool {
    switch expression {
    case .constant(.name): true
    case .constant, .variable: false
    case .operation(_, let operands): operands.contains { namesSomething($0) }
    }
  }
}
