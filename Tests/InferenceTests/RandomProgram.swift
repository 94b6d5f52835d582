import Inference

/// A small program that a seed determines, with profiles and questions for it.
///
/// Ids are 0 to 3 at most, also where a column is declared to be wide, so that keys are found in both ways there are.
/// Variables 0 to 2 stand for ids, 3 and 4 for numbers, 5 (an id) and 6 (a number) occur in an `unless` only.
struct RandomProgram {
  private(set) var sketch = Sketch()
  private(set) var conditions: [(when: Condition, unless: [Condition])] = []
  private let size: Int
  private var random: Random
  /// Leaves that hold ids as values.
  private var holdsIDs: Set<LeafID> = []
  /// Leaves that pack and profile may state.
  private var stated: [LeafID] = []
  /// Inputs that only the pack states.
  private var fixed: Set<LeafID> = []
  /// Inputs whose values are whole numbers within bounds.
  private var wholes: Set<LeafID> = []
  /// Decides what tables make use of, apart from everything else, so that programs stay what they are.
  private var traits: Random

  static let variables = 7

  init(seed: UInt64) {
    random = Random(seed: seed)
    traits = Random(seed: seed ^ 0x7AB1E5)
    size = 2 + random.below(3)
    for _ in 0..<3 + random.below(3) { addInput() }
    for _ in 0..<1 + random.below(3) { addStratum() }
    for leaf in all {
      sketch.leaves[leaf.index].isStated = stated.contains(leaf) && !fixed.contains(leaf)
      if holdsIDs.contains(leaf) { sketch.leaves[leaf.index].bounds = 0...Value(size - 1) }
    }
    sketch.facts = facts(&random, density: 2)
    for _ in 0..<3 {
      let (when, bound) = condition(over: all)
      let unless = random.chance(1, in: 2) ? [self.unless(over: all, bound)] : []
      conditions.append((when, unless))
    }
  }

  /// What a profile may state.
  func profile(_ random: inout Random) -> [Fact] {
    let taken = Set(sketch.facts.map { [$0.leaf.index] + $0.keys })
    return facts(&random, density: 3).filter { !fixed.contains($0.leaf) }.filter {
      !taken.contains([$0.leaf.index] + $0.keys) || random.chance(1, in: 40)
    }
  }

  private var all: [LeafID] {
    sketch.leaves.indices.map { LeafID($0) }
  }

  private func facts(_ random: inout Random, density: Int) -> [Fact] {
    var facts: [Fact] = []
    for leaf in stated {
      let written = sketch.clauses.contains { $0.heads.contains { $0.leaf == leaf } }
      for keys in sketch.places(leaf) where random.chance(1, in: written ? density * 5 : density) {
        let isMember = sketch.leaves[leaf.index].holds == .member
        facts.append(Fact(leaf: leaf, keys: keys, value: isMember ? 1 : value(leaf, &random)))
      }
    }
    return facts
  }

  private func value(_ leaf: LeafID, _ random: inout Random) -> Value {
    if holdsIDs.contains(leaf) { return Value(random.below(size)) }
    let value = Value(random.below(9) - 2) * .one / 2
    return wholes.contains(leaf) ? value / .one * .one : value
  }

  // MARK: Leaves

  private mutating func addInput() {
    let leaf = addLeaf([.one, .one, .one, .member, .member, .sum, .max])
    stated.append(leaf)
    if traits.chance(1, in: 3) { fixed.insert(leaf) }
    if [.one, .max].contains(sketch.leaves[leaf.index].holds), !holdsIDs.contains(leaf),
      traits.chance(1, in: 2)
    {
      wholes.insert(leaf)
      sketch.leaves[leaf.index].isWhole = true
      sketch.leaves[leaf.index].bounds = number(-1)...number(3)
    }
    if sketch.leaves[leaf.index].holds != .member, random.chance(1, in: 3) {
      makeTotal(leaf)
    }
  }

  private mutating func makeTotal(_ leaf: LeafID) {
    sketch.leaves[leaf.index].fallback = value(leaf, &random)
    sketch.leaves[leaf.index].keys = sketch.leaves[leaf.index].keys.map { _ in size }
  }

  private mutating func addLeaf(_ kinds: [Leaf.Holds]) -> LeafID {
    let holds = random.pick(kinds)
    let columns = random.pick([0, 1, 1, 2, 2])
    let keys = (0..<columns).map { _ in random.pick([size, 70_000 + size]) }
    sketch.leaves.append(Leaf(keys: keys, holds: holds))
    let leaf = LeafID(sketch.leaves.count - 1)
    if holds == .one, random.chance(1, in: 2) { holdsIDs.insert(leaf) }
    return leaf
  }

  private mutating func addStratum() {
    let lower = all
    let isRecursive = random.chance(1, in: 2)
    let kinds: [Leaf.Holds] =
      isRecursive ? [.one, .member, .member, .member, .sum] : [.one, .member, .sum, .sum, .max, .min]
    let written = (0..<1 + random.below(2)).map { _ in addLeaf(kinds) }
    var readable = lower
    if isRecursive { readable += written.filter { [.one, .member].contains(sketch.leaves[$0.index].holds) } }
    var clauses: [ClauseID] = []
    for (number, leaf) in written.enumerated() {
      for _ in 0..<1 + random.below(2) {
        let others = isRecursive ? written : [leaf]
        clauses.append(addClause(leaf, others, reading: readable, lower: lower))
      }
      let holds = sketch.leaves[leaf.index].holds
      if !isRecursive, number == 0, [.one, .member].contains(holds) { readable.append(leaf) }
    }
    for leaf in written where sketch.leaves[leaf.index].holds != .member && !holdsIDs.contains(leaf) {
      if random.chance(1, in: 2) { sketch.leaves[leaf.index].bounds = number(0)...number(2) }
      if random.chance(1, in: 3) { sketch.leaves[leaf.index].isWhole = true }
    }
    for leaf in written {
      if random.chance(1, in: 3) { stated.append(leaf) }
      if !isRecursive, !readable.contains(leaf), sketch.leaves[leaf.index].holds != .member,
        random.chance(1, in: 2)
      {
        makeTotal(leaf)
      }
    }
    var ranks: [LeafID] = []
    if random.chance(1, in: 2) { ranks += addRank() }
    sketch.strata.append(Stratum(clauses: clauses, ranks: ranks, isRecursive: isRecursive))
  }

  private mutating func addRank() -> [LeafID] {
    let terms = all.filter {
      !sketch.leaves[$0.index].keys.isEmpty && sketch.leaves[$0.index].holds != .member
    }
    guard !terms.isEmpty else { return [] }
    let first = random.pick(terms)
    let second = random.pick(terms.filter { sketch.leaves[$0.index].keys == sketch.leaves[first.index].keys })
    sketch.leaves.append(
      Leaf(
        keys: sketch.leaves[first.index].keys,
        holds: .rank([
          RankTerm(leaf: first, descending: random.chance(1, in: 2)),
          RankTerm(leaf: second, descending: random.chance(1, in: 2)),
        ])))
    return [LeafID(sketch.leaves.count - 1)]
  }

  // MARK: Clauses

  private mutating func addClause(
    _ leaf: LeafID, _ others: [LeafID], reading: [LeafID], lower: [LeafID]
  ) -> ClauseID {
    let (when, bound) = condition(over: reading)
    let unless = (0..<random.pick([0, 0, 1, 2])).map { _ in self.unless(over: lower, bound) }
    var heads = [head(leaf, bound)]
    if random.chance(1, in: 4) { heads.append(head(random.pick(others), bound)) }
    sketch.clauses.append(
      Clause(
        variables: RandomProgram.variables, named: random.below(RandomProgram.variables + 1), when: when,
        unless: unless, heads: heads))
    return ClauseID(sketch.clauses.count - 1)
  }

  private mutating func condition(over leaves: [LeafID]) -> (Condition, Set<Int>) {
    let atoms = (0..<random.pick([1, 1, 2, 2, 3])).map { _ in
      atom(random.pick(leaves), ids: [0, 1, 2], numbers: [3, 4])
    }
    let bound = variables(atoms)
    return (Condition(atoms: atoms, tests: tests(bound)), bound)
  }

  private mutating func unless(over leaves: [LeafID], _ bound: Set<Int>) -> Condition {
    let ids = bound.filter { $0 < 3 } + [5]
    let numbers = bound.filter { $0 == 3 || $0 == 4 } + [6]
    let atoms = (0..<1 + random.below(2)).map { _ in
      atom(random.pick(leaves), ids: ids.sorted(), numbers: numbers.sorted())
    }
    return Condition(atoms: atoms, tests: tests(bound.union(variables(atoms))))
  }

  private func variables(_ atoms: [Atom]) -> Set<Int> {
    Set(
      atoms.flatMap { $0.keys + [$0.value] }.compactMap { if case .variable(let it) = $0 { it } else { nil } }
    )
  }

  private mutating func atom(_ leaf: LeafID, ids: [Int], numbers: [Int]) -> Atom {
    let shape = sketch.leaves[leaf.index]
    let keys = shape.keys.map { _ in id(ids, any: true) }
    guard shape.holds != .member else { return Atom(leaf: leaf, keys: keys) }
    if holdsIDs.contains(leaf) { return Atom(leaf: leaf, keys: keys, value: id(ids, any: true)) }
    let constant = number(Value(random.below(4)))
    let value = random.pick(
      [.variable(random.pick(numbers)), .variable(random.pick(numbers)), .any, .constant(constant)] as [Term])
    return Atom(leaf: leaf, keys: keys, value: value)
  }

  private mutating func id(_ ids: [Int], any: Bool) -> Term {
    switch random.below(any ? 6 : 5) {
    case 0...3 where !ids.isEmpty: .variable(random.pick(ids))
    case 5: .any
    default: .constant(Value(random.below(size)))
    }
  }

  private mutating func tests(_ bound: Set<Int>) -> [Expression] {
    (0..<random.pick([0, 0, 1, 2])).map { _ in
      var code = sum(bound) + sum(bound)
      code.append(random.pick([.less, .lessOrEqual, .equal, .notEqual]))
      if random.chance(1, in: 4) { code += sum(bound) + sum(bound) + [.less, random.pick([.and, .or])] }
      if random.chance(1, in: 6) { code.append(.not) }
      return Expression(code: code)
    }
  }

  private mutating func sum(_ bound: Set<Int>) -> [Instruction] {
    let numbers = bound.filter { $0 == 3 || $0 == 4 || $0 == 6 }.sorted()
    func operand() -> Instruction {
      if !numbers.isEmpty, random.chance(3, in: 4) { return .variable(random.pick(numbers)) }
      if random.chance(1, in: 30) { return .constant(.max - 1) }
      return .number(Value(random.below(4)))
    }
    switch random.below(10) {
    case 0: return [operand(), operand(), .divide]
    case 1: return [operand(), operand(), random.pick([.add, .subtract, .multiply, .min, .max])]
    case 2: return [operand(), random.pick([.negate, .abs, .floor, .ceil, .round])]
    default: return [operand()]
    }
  }

  private mutating func head(_ leaf: LeafID, _ bound: Set<Int>) -> Head {
    let ids = bound.filter { $0 < 3 }.sorted()
    let keys = sketch.leaves[leaf.index].keys.map { _ in id(ids, any: false) }
    guard sketch.leaves[leaf.index].holds != .member else { return Head(leaf: leaf, keys: keys) }
    guard holdsIDs.contains(leaf) else {
      return Head(leaf: leaf, keys: keys, value: Expression(code: sum(bound)))
    }
    let value: Instruction =
      switch id(ids, any: false) {
      case .variable(let variable): .variable(variable)
      case .constant(let constant): .constant(constant)
      case .any: .constant(0)
      }
    return Head(leaf: leaf, keys: keys, value: Expression(code: [value]))
  }
}

extension Sketch {
  /// All places of a leaf of a random program, in order. A wide column says how many ids it has beyond 70,000.
  func places(_ leaf: LeafID) -> [[Int]] {
    leaves[leaf.index].keys.reduce([[]]) { places, size in
      places.flatMap { place in (0..<size % 70_000).map { place + [$0] } }
    }
  }
}
