/// What each leaf may hold under any profile at all: for each of its keys and for its value, a domain.
///
/// It is an abstract interpretation of the program (P. Cousot, R. Cousot, "Abstract interpretation", POPL 1977) that
/// keeps no connection between keys and values. So it never calls a clause dead that can fire; that one can fire is not
/// told.
package struct LeafDomains: Sendable {
  package struct Content: Sendable, Hashable {
    /// Whether there may be anything at all.
    package var isPossible: Bool
    package var keys: [Domain]
    package var value: Domain
  }

  /// Why a body never matches.
  package enum Obstacle: Sendable, Hashable {
    /// There is never anything that the atom of this number could match.
    case nothing(atom: Int)
    /// There is something, but never what the atom of this number asks for together with those before it.
    case mismatch(atom: Int)
    /// The test of this number never holds.
    case test(Int)
    /// The premises ask for different values at one place.
    case contradiction
    /// Whenever `when` holds, the `unless` of this number does as well.
    case unless(Int)
  }

  private let leaves: [Leaf]
  private let isOpen: Bool
  package private(set) var contents: [Content]

  private static let most = 20_000
  private static let triedOneByOne = 2_000
  private static let roundsBeforeWidening = 8

  /// - Parameters:
  ///   - stated: by leaf, what the values are in which a profile may state it; nil where it may not.
  ///   - isOpen: whether other packs may state more in every leaf.
  package init(_ program: Program, stated: [ClosedRange<Value>?], isOpen: Bool) {
    let frozen = program.frozen
    leaves = frozen.leaves
    self.isOpen = isOpen
    contents = leaves.map { leaf in
      Content(isPossible: false, keys: leaf.keys.map { _ in Domain.none }, value: .none)
    }
    for index in leaves.indices { start(index, frozen, stated[index]) }
    for round in 0..<100 {
      var isChanged = false
      for clause in frozen.clauses where !clause.heads.isEmpty {
        if conclude(clause, isWide: round >= LeafDomains.roundsBeforeWidening) { isChanged = true }
      }
      for index in leaves.indices where rank(index) { isChanged = true }
      if !isChanged { break }
    }
  }

  private func everything(_ leaf: Leaf, _ values: ClosedRange<Value>?) -> Content {
    let keys = leaf.keys.map { isOpen ? Domain(0, Value(Int32.max)) : Domain(0, Value($0) - 1) }
    var value = values.map { Domain($0.lowerBound, $0.upperBound) } ?? .all
    if leaf.holds == .member { value = Domain(1, 1) }
    return Content(isPossible: !keys.contains(where: \.isEmpty), keys: keys, value: value)
  }

  private mutating func start(_ index: Int, _ frozen: FrozenProgram, _ stated: ClosedRange<Value>?) {
    let leaf = leaves[index]
    if isOpen || stated != nil {
      contents[index] = everything(leaf, stated ?? leaf.bounds)
      if contents[index].isPossible { return }
    }
    if let fallback = leaf.fallback {
      var content = everything(leaf, nil)
      content.value = Domain([fallback])
      contents[index] = content
    }
    var keys = leaf.keys.map { _ in Set<Value>() }
    var values: Set<Value> = []
    let rows = frozen.pack[index]
    for row in 0..<rows.count {
      for (column, key) in frozen.packings[index].keys(rows.keys[row]).enumerated() {
        keys[column].insert(Value(key))
      }
      if values.count <= LeafDomains.most { values.insert(rows.values[row]) }
    }
    for fact in frozen.packParts where fact.leaf.index == index {
      for (column, key) in fact.keys.enumerated() { keys[column].insert(Value(key)) }
      values.insert(fact.value)
    }
    guard !values.isEmpty else { return }
    let isTruncated = values.count > LeafDomains.most
    add(
      index, keys: keys.map { Domain($0).simplified(LeafDomains.most) },
      value: isTruncated ? .all : Domain(values), isWide: false)
  }

  /// Returns whether that is new.
  @discardableResult private mutating func add(
    _ index: Int, keys: [Domain], value: Domain, isWide: Bool
  ) -> Bool {
    var content = contents[index]
    content.keys = zip(content.keys, keys).map { $0.union($1).simplified(LeafDomains.most) }
    content.value = content.value.union(value).simplified(LeafDomains.most)
    switch leaves[index].holds {
    case .sum where contents[index].isPossible || !isSettled(value): content.value = .all
    case .one, .member, .sum, .max, .min, .rank: break
    }
    content.isPossible = true
    guard content != contents[index] else { return false }
    if isWide { content.value = .all }
    if let bounds = leaves[index].bounds, content.value.members == nil {
      content.value = content.value.intersection(Domain(bounds.lowerBound, bounds.upperBound))
    }
    guard content != contents[index] else { return false }
    contents[index] = content
    return true
  }

  /// A sum of parts that are all 0 is 0.
  private func isSettled(_ value: Domain) -> Bool { value.low == 0 && value.high == 0 }

  private mutating func conclude(_ clause: Clause, isWide: Bool) -> Bool {
    guard let clause = clause.closed(leaves), case .success(let frame) = match(clause) else { return false }
    var isChanged = false
    var scratch: [Interval] = []
    let intervals = frame.map(\.interval)
    for head in clause.heads {
      let keys = head.keys.map { domain($0, frame) }
      var value = Domain(1, 1)
      if leaves[head.leaf.index].holds != .member {
        value =
          head.value.term.map { domain($0, frame) }
          ?? Domain(IntervalExpression(head.value).value(intervals, &scratch))
      }
      guard !value.isEmpty, !keys.contains(where: \.isEmpty) else { continue }
      if add(head.leaf.index, keys: keys, value: value, isWide: isWide) { isChanged = true }
    }
    return isChanged
  }

  private mutating func rank(_ index: Int) -> Bool {
    guard case .rank(let terms) = leaves[index].holds else { return false }
    let parts = terms.map { contents[$0.leaf.index] }
    guard let first = parts.first, parts.allSatisfy(\.isPossible) else { return false }
    let keys = parts.dropFirst().reduce(first.keys) { zip($0, $1.keys).map { $0.intersection($1) } }
    let last = keys.last.map { $0.members?.count ?? Int(clamping: Int128($0.high) - Int128($0.low) + 1) } ?? 1
    let highest = Interval.clamped(Int128(last) * 1_000_000)
    return add(index, keys: keys, value: Domain(1_000_000, max(1_000_000, highest)), isWide: false)
  }

  private func domain(_ term: Term, _ frame: [Domain]) -> Domain {
    switch term {
    case .constant(let value): Domain([value])
    case .variable(let variable): frame[variable]
    case .any: .all
    }
  }

  // MARK: Bodies

  /// Why a body never matches; nil where it may.
  package func obstacle(_ clause: Clause) -> Obstacle? {
    guard let closed = clause.closed(leaves) else { return .contradiction }
    switch match(closed) {
    case .success(let frame): return always(closed, frame).map { .unless($0) }
    case .failure(let failure): return failure.obstacle
    }
  }

  private struct Failed: Error {
    let obstacle: Obstacle
  }

  private func match(_ clause: Clause) -> Result<[Domain], Failed> {
    var frame = Array(repeating: Domain.all, count: clause.variables)
    for (number, atom) in clause.when.atoms.enumerated() {
      let content = contents[atom.leaf.index]
      guard content.isPossible else { return .failure(Failed(obstacle: .nothing(atom: number))) }
      for (term, found) in zip(atom.keys + [atom.value], content.keys + [content.value]) {
        switch term {
        case .any: continue
        case .constant(let value):
          if !found.contains(value) { return .failure(Failed(obstacle: .mismatch(atom: number))) }
        case .variable(let variable):
          frame[variable] = frame[variable].intersection(found)
          if frame[variable].isEmpty { return .failure(Failed(obstacle: .mismatch(atom: number))) }
        }
      }
    }
    var scratch: [Interval] = []
    for _ in 0..<2 {
      for (number, test) in clause.when.tests.enumerated()
      where !narrow(&frame, by: test, &scratch) {
        return .failure(Failed(obstacle: .test(number)))
      }
    }
    return .success(frame)
  }

  private func narrow(_ frame: inout [Domain], by test: Expression, _ scratch: inout [Interval]) -> Bool {
    let variables = test.variables
    if variables.count == 1, let variable = variables.first,
      let values = oneByOne(frame[variable])
    {
      frame[variable] = Domain(Set(values.filter { value in test.value { _ in value } == 1 }))
      return !frame[variable].isEmpty
    }
    var intervals = frame.map(\.interval)
    guard IntervalExpression(test).narrow(&intervals, to: .yes, &scratch) else { return false }
    for variable in variables {
      frame[variable] = frame[variable].intersection(Domain(intervals[variable]))
      if frame[variable].isEmpty { return false }
    }
    return true
  }

  private func oneByOne(_ domain: Domain) -> [Value]? {
    if let members = domain.members {
      return members.count <= LeafDomains.triedOneByOne ? Array(members) : nil
    }
    guard Int128(domain.high) - Int128(domain.low) < Int128(LeafDomains.triedOneByOne) else { return nil }
    return Array(domain.low...domain.high)
  }

  /// An `unless` that holds whenever the body does.
  private func always(_ clause: Clause, _ frame: [Domain]) -> Int? {
    let bound = clause.when.variables
    return clause.unless.firstIndex { condition in
      !condition.atoms.isEmpty
        && condition.atoms.allSatisfy { isImplied($0, condition, clause, bound, frame) }
        && condition.tests.allSatisfy { test in
          test.variables.isDisjoint(with: bound) && test.variables.count == 1
        }
    }
  }

  private func isImplied(
    _ atom: Atom, _ condition: Condition, _ clause: Clause, _ bound: Set<Int>, _ frame: [Domain]
  ) -> Bool {
    /// Anything, for a variable that stands nowhere else.
    func isFree(_ term: Term) -> Bool {
      guard case .variable(let variable) = term else { return term == .any }
      let uses = condition.atoms.flatMap { $0.keys + [$0.value] }.count { $0 == term }
      return !bound.contains(variable) && uses == 1
        && !condition.tests.contains { $0.variables.contains(variable) }
    }
    return clause.when.atoms.contains { known in
      guard known.leaf == atom.leaf,
        zip(atom.keys, known.keys).allSatisfy({ isFree($0) || $0 == $1 })
      else { return false }
      if isFree(atom.value) || atom.value == known.value { return true }
      guard case .variable(let variable) = atom.value, !bound.contains(variable) else { return false }
      // What the body found there passes every test that the `unless` has.
      var intervals = Array(repeating: Interval.all, count: clause.variables)
      intervals[variable] = domain(known.value, frame).interval
      if known.value == .any { return false }
      var scratch: [Interval] = []
      return condition.tests.filter { $0.variables.contains(variable) }.allSatisfy {
        IntervalExpression($0).value(intervals, &scratch).isTrue
      }
    }
  }
}
