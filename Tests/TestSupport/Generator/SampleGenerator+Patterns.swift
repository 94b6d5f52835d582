extension SampleGenerator {
  func isReadable(_ leaf: Int, at level: Int) -> Bool {
    let place = program.leaves[leaf]
    if place.level != level { return place.level < level }
    if place.holds == .entry {
      return leaves(beneath: leaf).allSatisfy {
        program.leaves[$0].level < level || program.leaves[$0].isMonotone
      }
    }
    return place.isMonotone
  }

  mutating func someReadable(at level: Int, for target: Int? = nil) -> Int? {
    let readable = program.leaves.indices.filter { isReadable($0, at: level) }
    if let target, isReadable(target, at: level), random.chance(35) { return target }
    let groups = [
      readable.filter { program.leaves[$0].isInProfile },
      readable.filter { !program.leaves[$0].isInProfile && program.leaves[$0].level == 0 },
      readable.filter { program.leaves[$0].level > 0 },
    ].filter { !$0.isEmpty }
    return groups.isEmpty ? nil : random.pick(random.pick(groups))
  }

  /// Adds an atom to one of the trees or to a tree of its own, sometimes with a sibling under the same keys.
  mutating func addAtom(reading leaf: Int, to trees: inout [[SampleAtom]], _ scope: inout SampleScope) {
    var atom = SampleAtom(leaf: leaf, keys: [])
    for kind in program.leaves[leaf].keys {
      atom.keys.append(someTerm(.id(kind), &scope, reuse: 60, constant: 8))
    }
    addValue(to: &atom, &scope)
    if let last = trees.last, random.chance(60), YAMLText(pattern: last + [atom], in: program) != nil {
      trees[trees.count - 1].append(atom)
    } else {
      trees.append([atom])
    }
    let share = atom.keys.contains(where: \.isAnonymous) ? 80 : 25
    guard random.chance(share), case .field? = program.leaves[leaf].path.last, !atom.keys.isEmpty else {
      return
    }
    let siblings = program.leaves.indices.filter { other in
      let path = program.leaves[other].path
      return other != leaf && isReadable(other, at: program.leaves[leaf].level)
        && path.count == program.leaves[leaf].path.count
        && path.dropLast() == program.leaves[leaf].path.dropLast()
    }
    guard !siblings.isEmpty else { return }
    var sibling = SampleAtom(leaf: random.pick(siblings), keys: atom.keys)
    let before = scope
    addValue(to: &sibling, &scope)
    if YAMLText(pattern: trees[trees.count - 1] + [sibling], in: program) != nil {
      trees[trees.count - 1].append(sibling)
    } else {
      scope = before
    }
  }

  /// A variable that is bound already, a constant, `$_`, or else a new variable.
  private mutating func someTerm(
    _ type: SampleLeaf.Holds, _ scope: inout SampleScope, reuse: Int, constant: Int
  ) -> SampleTerm {
    let known = scope.names(of: type)
    if !known.isEmpty && random.chance(reuse) { return .variable(random.pick(known)) }
    if case .id(let kind) = type, random.chance(constant) { return .constant(someID(of: kind)) }
    if random.chance(12) { return .variable(name("_")) }
    let variable = name("v")
    scope.bind(variable, type)
    return .variable(variable)
  }

  private mutating func addValue(to atom: inout SampleAtom, _ scope: inout SampleScope) {
    let leaf = program.leaves[atom.leaf]
    guard !leaf.isPresence else { return }
    let type = leaf.isNumeric ? .number : leaf.holds
    if random.chance(15) {
      atom.value = .constant(someValue(of: atom.leaf))
    } else if random.chance(20), let choice = someChoice(atom.leaf, scope) {
      atom.value = .variable(name("_"))
      atom.choice = choice
    } else {
      atom.value = someTerm(type, &scope, reuse: 12, constant: 0)
    }
  }

  /// A range or alternatives that suit the leaf.
  private mutating func someChoice(_ leaf: Int, _ scope: SampleScope?) -> SampleChoice? {
    if !program.leaves[leaf].isNumeric || random.chance(30) {
      let values = [someValue(of: leaf), someValue(of: leaf)]
      return values[0] == values[1] ? nil : .oneOf(values)
    }
    var ends = [someValue(of: leaf), someValue(of: leaf)]
    if case .number(let first) = ends[0], case .number(let second) = ends[1], first > second {
      ends.reverse()
    }
    let isOpen = ends[0] != ends[1] && random.chance(30)
    var terms = ends.map(SampleTerm.constant)
    let known = scope?.names(of: .number) ?? []
    if !known.isEmpty && random.chance(30) {
      terms[Int.random(in: 0...1, using: &random)] = .variable(random.pick(known))
    }
    switch Int.random(in: 0...2, using: &random) {
    case 0: return .range(from: terms[0], through: nil, isOpen: false)
    case 1: return .range(from: nil, through: terms[1], isOpen: isOpen)
    default: return .range(from: terms[0], through: terms[1], isOpen: isOpen)
    }
  }

  mutating func addUnless(to rule: inout SampleRule, _ scope: SampleScope) {
    for _ in 0..<random.pick([1, 1, 2]) {
      guard let leaf = someReadable(at: rule.level), program.leaves[leaf].level < rule.level else { continue }
      var inner = scope
      var trees: [[SampleAtom]] = []
      addAtom(reading: leaf, to: &trees, &inner)
      if random.chance(25), let other = someReadable(at: rule.level), program.leaves[other].level < rule.level
      {
        addAtom(reading: other, to: &trees, &inner)
      }
      let outer = Set(scope.variables.map(\.name))
      // The ends of a range must be bound by `when`.
      let isSound = trees.joined().allSatisfy { $0.choice.map { outer.isSuperset(of: $0.variables) } ?? true }
      let isStrict = trees.joined().allSatisfy { program.leaves[$0.leaf].level < rule.level }
      if isSound && isStrict, let tree = trees.first { rule.unless.append(tree) }
    }
  }
}
