/// Finds the inclusion-maximal sets of premises that hold together, and the bindings under which they do.
///
/// Premises that share no variable which is not given do not depend on each other. So the condition falls into
/// components, each is searched alone, and the near misses are all ways to put the findings together. In a component the
/// sets of premises that are left out are tried from the smallest on; beyond one that is enough, none is tried. The number
/// of sets grows with the premises of one component, not with the pack.
struct NearMissSearch {
  /// What a component allows: premises to leave out, and bindings under which the others hold.
  private struct Option {
    let dropped: [Int]
    let bindings: [[Value]]
    let failing: Int
  }

  private static let maxCombinations = 1_000

  private let outcome: Outcome
  private let when: Condition
  private let unless: [Condition]
  private let given: [Value?]
  private let known: VariableSet
  private let premises: [PremiseID]
  /// By premise, its variables that are not given; of an `unless`, those of `when`.
  private let free: [VariableSet]
  private var isComplete = true

  init(_ outcome: Outcome, _ when: Condition, _ unless: [Condition], given: [Value?]) {
    self.outcome = outcome
    self.when = when
    self.unless = unless
    self.given = given
    var known: VariableSet = []
    for variable in given.indices where given[variable] != nil { known.insert(variable) }
    self.known = known
    premises =
      when.atoms.indices.map(PremiseID.atom) + when.tests.indices.map(PremiseID.test)
      + unless.indices.map(PremiseID.unless)
    let outer = when.binds
    let uses =
      when.atoms.map(\.uses) + when.tests.map(\.uses)
      + unless.map { condition in condition.uses.filter(outer.contains).asSet }
    free = uses.map { $0.filter { !known.contains($0) }.asSet }
  }

  mutating func run(_ effort: inout Effort) -> NearMisses {
    var combinations: [[Option]] = [[]]
    for component in components() {
      let all = options(component, &effort).sorted { $0.failing < $1.failing }
      let options = all.prefix(NearMissSearch.maxCombinations)
      if options.count < all.count { isComplete = false }
      combinations = combinations.flatMap { combination in options.map { combination + [$0] } }
      if combinations.count > NearMissSearch.maxCombinations {
        combinations = Array(
          sorted(combinations).prefix(NearMissSearch.maxCombinations))
        isComplete = false
      }
    }
    var list: [NearMiss] = []
    var count = 0
    for combination in sorted(combinations) where combination.contains(where: { $0.failing > 0 }) {
      count = combination.reduce(1) { $0.saturating($1.bindings.count) } &+ count
      list += nearMisses(combination, effort.listed)
    }
    return NearMisses(list: list, count: count, isComplete: isComplete)
  }

  private func sorted(_ combinations: [[Option]]) -> [[Option]] {
    func failing(_ combination: [Option]) -> Int { combination.reduce(0) { $0 + $1.failing } }
    return combinations.enumerated().sorted {
      (failing($0.element), $0.offset) < (failing($1.element), $1.offset)
    }.map(\.element)
  }

  /// The bindings of all components side by side, in order, as many as are listed.
  private func nearMisses(_ combination: [Option], _ limit: Int) -> [NearMiss] {
    let dropped = Set(combination.flatMap(\.dropped))
    var bound = known
    for premise in premises.indices where !dropped.contains(premise) {
      if case .atom = premises[premise] { bound.formUnion(free[premise]) }
    }
    let isDetermined = premises.indices.map { isAtom($0) || free[$0].isSubset(of: bound) }
    var merged = [given.map { $0 ?? .unbound }]
    for option in combination {
      merged = Array(
        merged.lazy.flatMap { base in
          option.bindings.lazy.map { own in zip(base, own).map { $0 == .unbound ? $1 : $0 } }
        }.prefix(limit))
    }
    return merged.map { bindings in
      NearMiss(
        bindings: bindings, holding: premises.indices.filter { !dropped.contains($0) }.map { premises[$0] },
        failing: premises.indices.filter { dropped.contains($0) && isDetermined[$0] }.map { premises[$0] },
        open: premises.indices.filter { dropped.contains($0) && !isDetermined[$0] }.map { premises[$0] })
    }
  }

  // MARK: Components

  /// The premises that hang together by variables that are not given.
  private func components() -> [[Int]] {
    var component = Array(premises.indices)
    var owner: [Int: Int] = [:]
    for premise in premises.indices {
      for variable in free[premise] {
        guard let other = owner[variable] else {
          owner[variable] = premise
          continue
        }
        let (from, to) = (component[premise], component[other])
        for index in component.indices where component[index] == from { component[index] = to }
      }
    }
    return Dictionary(grouping: premises.indices) { component[$0] }.values.sorted { $0[0] < $1[0] }
  }

  private func isAtom(_ premise: Int) -> Bool {
    if case .atom = premises[premise] { true } else { false }
  }

  // MARK: Sets of premises

  private mutating func options(_ component: [Int], _ effort: inout Effort) -> [Option] {
    var options: [Option] = []
    var levels: [Int: Set<[Int]>] = [0: [closure([], component)]]
    for size in 0...component.count {
      for dropped in (levels[size] ?? []).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        if options.contains(where: { Set($0.dropped).isSubset(of: dropped) }) { continue }
        guard !effort.isExhausted else {
          isComplete = false
          return options.isEmpty ? [option(greedy(component, &effort), component, &effort)] : options
        }
        if holds(component.filter { !dropped.contains($0) }, &effort) {
          options.append(option(dropped, component, &effort))
          continue
        }
        for premise in component where !dropped.contains(premise) {
          let larger = closure(dropped + [premise], component)
          levels[larger.count, default: []].insert(larger)
        }
      }
    }
    return options
  }

  /// The premises to be left out with others: tests and `unless` whose variables nothing binds any more.
  private func closure(_ dropped: [Int], _ component: [Int]) -> [Int] {
    var bound = known
    for premise in component where isAtom(premise) && !dropped.contains(premise) {
      bound.formUnion(free[premise])
    }
    return component.filter {
      dropped.contains($0) || !isAtom($0) && !free[$0].isSubset(of: bound)
    }
  }

  /// What to leave out when there is no time to try: premises are added one by one as long as they hold together.
  private mutating func greedy(_ component: [Int], _ effort: inout Effort) -> [Int] {
    var dropped = component
    effort.visits = max(effort.visits, 100_000)
    for premise in component {
      let fewer = dropped.filter { $0 != premise }
      guard closure(fewer, component) == fewer else { continue }
      if holds(component.filter { !fewer.contains($0) }, &effort) { dropped = fewer }
    }
    return dropped
  }

  private mutating func holds(_ kept: [Int], _ effort: inout Effort) -> Bool {
    let answers = answers(kept, relevant: [], &effort)
    if answers.solutions.isEmpty, !answers.isComplete { isComplete = false }
    return !answers.solutions.isEmpty
  }

  private mutating func option(_ dropped: [Int], _ component: [Int], _ effort: inout Effort) -> Option {
    let kept = component.filter { !dropped.contains($0) }
    let bound = kept.filter(isAtom).reduce(into: known) { $0.formUnion(free[$1]) }
    let failing = dropped.filter { isAtom($0) || free[$0].isSubset(of: bound) }
    let relevant: VariableSet = dropped.reduce(into: []) { $0.formUnion(free[$1]) }
    let answers = answers(kept, relevant: relevant, &effort)
    if !answers.isComplete, !relevant.isEmpty { isComplete = false }
    var seen: Set<[Value]> = []
    let bindings = answers.solutions.filter { binding in
      seen.insert(relevant.map { binding[$0] }).inserted
    }
    return Option(dropped: dropped, bindings: bindings, failing: failing.count)
  }

  private func answers(_ kept: [Int], relevant: VariableSet, _ effort: inout Effort) -> Answers {
    // To plan a large condition takes longer.
    effort.checks -= 1 + kept.count / 8
    var condition = Condition()
    var absent: [Condition] = []
    for premise in kept {
      switch premises[premise] {
      case .atom(let number): condition.atoms.append(when.atoms[number])
      case .test(let number): condition.tests.append(when.tests[number])
      case .unless(let number): absent.append(unless[number])
      }
    }
    let query = Query(
      variables: given.count, given: Array(known), condition: condition, unless: absent)
    return outcome.answers(
      to: query, given: given.compactMap(\.self), relevant: relevant, visits: &effort.visits)
  }
}

extension Sequence<Int> {
  fileprivate var asSet: VariableSet { reduce(into: []) { $0.insert($1) } }
}

extension Int {
  /// The product, or the greatest number there is.
  fileprivate func saturating(_ factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max / 2 : product
  }
}
