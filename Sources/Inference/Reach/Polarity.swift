/// Which changes may help a goal at all, found from the goal backwards through the rules and before any change is looked
/// at: where a value only ever hurts when it rises, nobody need ask what it costs to raise it.
///
/// ```swift
/// let polarity = Polarity(outcome, goal: goal, isWanted: true, movements: movements)
/// polarity.mayHelp(.rises, at: skills)   // by place
/// ```
///
/// It compares what holds with a set of changes and what holds when some of them are taken back. For each place it keeps
/// what must not become different for the goal to go on holding (`Wish`); a change whose taking back grants all wishes
/// is of no use, for the goal comes about without it as well, and at no greater cost. That holds as long as the profile
/// without it can be evaluated.
package struct Polarity: Sendable {
  /// A key that may be anything.
  static let anyKey = -1
  /// Beyond so many places of a leaf all of them count.
  private static let maxPatterns = 4_096

  let outcome: Outcome
  /// By leaf, how changes may move it.
  let movements: [Movement]
  let flow: GoalFlow
  /// By leaf and place, with `anyKey` for what may be anything.
  private var wishes: [[[Int]: Wish]]
  private var queue: [(leaf: LeafID, pattern: [Int], wish: Wish)] = []
  var ranges: LeafRanges

  var frozen: FrozenProgram { outcome.frozen }

  /// - Parameters:
  ///   - goal: a clause without heads.
  ///   - movements: by leaf of the profile, how changes may move it; what is left out may not change.
  init(_ outcome: Outcome, goal: Clause, isWanted: Bool, movements: [LeafID: Movement]) {
    self.outcome = outcome
    let count = outcome.frozen.leaves.count
    self.movements = (0..<count).map { movements[LeafID($0)] ?? [] }
    flow = GoalFlow(outcome, goal: goal, moving: Set(movements.filter { !$1.isEmpty }.keys))
    ranges = LeafRanges(outcome, flow, moving: self.movements)
    wishes = Array(repeating: [:], count: count)
    let way = ClauseWish(isKept: isWanted, isOld: !isWanted)
    ask(goal, head: nil, way, pattern: [])
    while let next = queue.popLast() { propagate(next.leaf, next.pattern, next.wish) }
  }

  package init(
    _ outcome: Outcome, goal: Condition, variables: Int, isWanted: Bool, movements: [LeafID: Movement]
  ) {
    self.init(
      outcome, goal: Clause(variables: variables, named: 0, when: goal, heads: []), isWanted: isWanted,
      movements: movements)
  }

  // MARK: What may help

  /// The places of a leaf at which a change may help; nil for all of them.
  package func places(of leaf: LeafID) -> [[Int]]? {
    let isTotal = frozen.leaves[leaf.index].fallback != nil
    var places: [[Int]] = []
    for (pattern, wish) in wishes[leaf.index] {
      guard wish.isTouched(by: movements[leaf.index], isTotal: isTotal) || isMerged(leaf) else { continue }
      if pattern.contains(Polarity.anyKey) { return nil }
      places.append(pattern)
    }
    return places.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Whether what stands there may be put together of several parts.
  private func isMerged(_ leaf: LeafID) -> Bool {
    switch frozen.leaves[leaf.index].holds {
    case .one, .member: false
    case .sum, .max, .min, .rank: true
    }
  }

  /// Whether an option of a choice may help.
  func mayHelp(_ option: Choice.Option, of choice: Choice) -> Bool {
    var places: Set<[Int]> = []
    for fact in choice.stated + option.facts where places.insert([fact.leaf.index] + fact.keys).inserted {
      let wish = wish(fact.leaf, fact.keys)
      if wish.isEmpty { continue }
      let isHere = { (other: Fact) in other.leaf == fact.leaf && other.keys == fact.keys }
      // A part that says what a default says counts all the same where other parts are.
      let fallback = isMerged(fact.leaf) ? nil : frozen.leaves[fact.leaf.index].fallback
      let before = option.facts.first(where: isHere)?.value ?? fallback
      let now = choice.stated.first(where: isHere)?.value ?? fallback
      if isMerged(fact.leaf) ? before != now : !wish.isMet(before: before, now: now) { return true }
    }
    return false
  }

  private func wish(_ leaf: LeafID, _ keys: [Int]) -> Wish {
    let known = wishes[leaf.index]
    if known.isEmpty { return [] }
    var wish: Wish = []
    for (pattern, other) in known.count <= 1 << keys.count ? Array(known) : covering(keys, known)
    where zip(pattern, keys).allSatisfy({ $0 == Polarity.anyKey || $0 == $1 }) {
      wish.formUnion(other)
    }
    return wish
  }

  private func covering(_ keys: [Int], _ known: [[Int]: Wish]) -> [([Int], Wish)] {
    (0..<1 << keys.count).compactMap { mask in
      let pattern = keys.indices.map { mask >> $0 & 1 == 1 ? Polarity.anyKey : keys[$0] }
      return known[pattern].map { (pattern, $0) }
    }
  }

  // MARK: Wishes

  mutating func add(_ leaf: LeafID, _ pattern: [Int], _ wish: Wish) {
    guard flow.isDynamic[leaf.index] else { return }
    let wish = frozen.leaves[leaf.index].fallback == nil ? wish : wish.ofTotal
    let whole = pattern.map { _ in Polarity.anyKey }
    let isCrowded = wishes[leaf.index].count >= Polarity.maxPatterns && wishes[leaf.index][pattern] == nil
    let pattern = isCrowded ? whole : pattern
    let old = (wishes[leaf.index][pattern] ?? []).union(wishes[leaf.index][whole] ?? [])
    guard !old.isSuperset(of: wish) else { return }
    wishes[leaf.index][pattern, default: []].formUnion(wish)
    queue.append((leaf, pattern, wishes[leaf.index][pattern] ?? wish))
  }

  private mutating func propagate(_ leaf: LeafID, _ pattern: [Int], _ wish: Wish) {
    if case .rank(let terms) = frozen.leaves[leaf.index].holds {
      return rank(terms, pattern, wish)
    }
    for writer in frozen.writers[leaf.index] where flow.isLive[writer.clause.index] {
      let clause = frozen.clauses[writer.clause.index]
      let head = clause.heads[writer.head]
      let way = way(leaf, clause, head, wish)
      guard way.isKept || way.isOld else { continue }
      ask(clause, head: head, way, pattern: pattern)
    }
  }

  private mutating func rank(_ terms: [RankTerm], _ pattern: [Int], _ wish: Wish) {
    let others = Array(pattern.dropLast()) + [Polarity.anyKey]
    for term in terms {
      let (better, worse): (Wish, Wish) = term.descending ? (.keptUp, .keptDown) : (.keptDown, .keptUp)
      let (oldBetter, oldWorse): (Wish, Wish) = term.descending ? (.oldUp, .oldDown) : (.oldDown, .oldUp)
      if wish.contains(.kept) { add(term.leaf, pattern, .kept) }
      if wish.contains(.old) { add(term.leaf, pattern, .old) }
      // A lesser place is a better one: the place itself no worse, and nobody before it who was not.
      if wish.contains(.keptDown) { add(term.leaf, pattern, better) }
      if wish.contains(.oldDown) { add(term.leaf, pattern, oldBetter) }
      if wish.contains(.keptDown) || wish.contains(.oldDown) { add(term.leaf, others, oldWorse) }
      if wish.contains(.keptUp) { add(term.leaf, pattern, worse) }
      if wish.contains(.oldUp) { add(term.leaf, pattern, oldWorse) }
      if wish.contains(.keptUp) || wish.contains(.oldUp) { add(term.leaf, others, better) }
    }
  }

  /// What must be the same of the matches that write a place, and of what they write.
  private mutating func way(_ leaf: LeafID, _ clause: Clause, _ head: Head, _ wish: Wish) -> ClauseWish {
    let known = frozen.leaves[leaf.index]
    var way = ClauseWish(isKept: wish.contains(.kept), isOld: wish.contains(.old))
    let (up, down) = (
      wish.contains(.keptUp) || wish.contains(.oldUp), wish.contains(.keptDown) || wish.contains(.oldDown)
    )
    let isTotal = known.fallback != nil
    if isTotal { way = ClauseWish(isKept: false, isOld: false) }
    switch known.holds {
    case .rank, .member: return way
    case .sum where !ranges.isSingle(leaf):
      guard up || down else { return way }
      let value = ranges.value(of: head, in: clause)
      let isSettled = value.low >= 0 || value.high <= 0
      // What is there and is not less than 0 must stay for the sum to be no less, and so on.
      if up { way.rises(kept: value.low >= 0 || !isSettled, old: value.low < 0) }
      if down { way.falls(kept: value.low < 0, old: value.low >= 0 || !isSettled) }
      if isTotal, known.fallback != 0 { way.isKept = true; way.isOld = true }
      if !ranges.countsByKeys(clause) {
        way = ClauseWish(isKept: true, isOld: true)
        way.isRigid = true
      }
    case .one, .sum:
      guard up || down else { return way }
      if let fallback = known.fallback {
        let range = ranges.range(of: leaf)
        let (isAbove, isBelow) = (range.low >= fallback, range.high <= fallback)
        if up { way.rises(kept: isAbove || !isBelow, old: !isAbove) }
        if down { way.falls(kept: !isAbove, old: isAbove || !isBelow) }
      } else {
        if up { way.rises(kept: wish.contains(.keptUp), old: wish.contains(.oldUp)) }
        if down { way.falls(kept: wish.contains(.keptDown), old: wish.contains(.oldDown)) }
      }
    case .max, .min:
      guard up || down else { return way }
      let isMax = known.holds == .max
      if up { way.rises(kept: isMax, old: !isMax) }
      if down { way.falls(kept: !isMax, old: isMax) }
      if let fallback = known.fallback {
        let range = ranges.range(of: leaf)
        if isMax ? range.low < fallback : range.high > fallback { way.isKept = true; way.isOld = true }
      }
    }
    return way
  }
}
