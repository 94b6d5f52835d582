import Inference
import RuleLanguage

/// Finds why something does not hold, and why the premises that it lacks do not hold either.
struct AbsenceSearch {
  private static let maxDepth = 16
  /// Below a conclusion that is missing, so many ways are told.
  private static let inner = 2
  private static let shownFacts = 6

  /// What was asked about an absence.
  private struct Question: Hashable {
    let atom: Atom
    let tests: [Expression]
  }

  private let answer: Answer
  private let depth: Int
  private let limit: Int
  private var tree: ExplanationTree
  private var printer: PlacePrinter
  private var effort = Effort()
  private var numbers: [Question: Int] = [:]
  private var isComplete = true

  private var pack: CompiledPack { answer.pack }
  private var outcome: Outcome { answer.outcome }

  init(_ answer: Answer, depth: Int, limit: Int) {
    self.answer = answer
    self.depth = min(max(1, depth), AbsenceSearch.maxDepth)
    self.limit = max(1, limit)
    tree = ExplanationTree(answer, depth: 1)
    printer = PlacePrinter(answer)
  }

  mutating func answer(_ goal: Goal, of recommendation: Recommendation) -> WhyNot {
    guard !goal.holds else {
      return WhyNot(
        goal: goal.text, holds: true, misses: [], more: 0, isComplete: true, recommendation: recommendation)
    }
    let given: [Inference.Value?] = Array(repeating: nil, count: goal.count)
    let found = outcome.nearMisses(of: goal.condition, given: given, effort: &effort)
    isComplete = found.isComplete
    let misses = found.list.prefix(limit).map { miss in
      self.miss(miss, nil, goal.condition, [], goal.variables, stated: goal.condition.tests.count, level: 0)
    }
    return WhyNot(
      goal: goal.text, holds: false, misses: misses, more: max(0, found.count - misses.count),
      isComplete: isComplete && !effort.isExhausted, recommendation: recommendation)
  }

  // MARK: Near misses

  private mutating func miss(
    _ miss: Inference.NearMiss, _ rule: ResolvedRule?, _ condition: Condition, _ unless: [Condition],
    _ variables: [ResolvedRule.Variable], stated: Int, level: Int
  ) -> NearMiss {
    let patterns = PatternPrinter(printer, pack, variables)
    var holding: [Explanation] = []
    var absent: [AbsentPattern] = []
    var passed: [Text] = []
    for premise in miss.holding {
      switch premise {
      case .atom(let number):
        if let fact = condition.atoms[number].fact(bound: miss.bindings, outcome) {
          holding.append(tree.mention(of: fact))
        }
      case .unless(let number): absent.append(patterns.absent(unless[number], miss.bindings))
      case .test(let number):
        // A range is told with its pattern.
        guard number < stated, hasName(condition.tests[number], variables) else { continue }
        passed.append(patterns.text(condition.tests[number], miss.bindings))
      }
    }
    var failing: [FailedPremise] = []
    for premise in miss.failing {
      switch premise {
      case .atom(let number):
        failing.append(pattern(condition.atoms[number], condition.tests, miss.bindings, patterns, level))
      case .test(let number):
        failing.append(test(number, condition, stated, miss.bindings, patterns, variables, level))
      case .unless(let number):
        failing.append(obstacle(unless[number], miss.bindings, patterns))
      }
    }
    let open = miss.open.compactMap { premise -> Text? in
      switch premise {
      case .test(let number):
        return hasName(condition.tests[number], variables)
          ? patterns.text(condition.tests[number], miss.bindings) : nil
      case .unless(let number): return patterns.text(without: unless[number], miss.bindings)
      case .atom: return nil
      }
    }
    return NearMiss(
      rule: rule?.name, place: rule.flatMap { printer.place(of: $0.span) }, source: rule?.source,
      bindings: zip(variables, miss.bindings).compactMap { variable, value in
        guard let name = variable.name, value != .unbound else { return nil }
        return (name, printer.data(value, variable.type))
      }, holding: holding, absent: absent, passed: passed, failing: failing, open: open)
  }

  private func hasName(_ test: Expression, _ variables: [ResolvedRule.Variable]) -> Bool {
    test.code.allSatisfy {
      if case .variable(let variable) = $0 {
        variable < variables.count && variables[variable].name != nil
      } else {
        true
      }
    }
  }

  // MARK: What fails

  private mutating func pattern(
    _ atom: Atom, _ tests: [Expression], _ bindings: [Inference.Value], _ patterns: PatternPrinter,
    _ level: Int
  ) -> FailedPremise {
    let bound = atom.bound(bindings)
    let (found, more) = instead(of: bound)
    let own = tests.filter { test in bound.value.variableNumber.map { test.isAbout($0) } ?? false }
    return FailedPremise(
      kind: .pattern, place: patterns.place(atom, bindings, tests: tests), test: nil, computed: nil,
      found: found, foundMore: more, absence: absence(of: bound, own, level + 1),
      isCut: isCut(bound, level + 1))
  }

  /// A test, told by the place that it is about where that is one.
  private mutating func test(
    _ number: Int, _ condition: Condition, _ stated: Int, _ bindings: [Inference.Value],
    _ patterns: PatternPrinter, _ variables: [ResolvedRule.Variable], _ level: Int
  ) -> FailedPremise {
    let test = condition.tests[number]
    for atom in condition.atoms {
      guard let variable = atom.value.variableNumber,
        let range = patterns.range(of: variable, bindings, [test]),
        let fact = atom.fact(bound: bindings, outcome)
      else { continue }
      var open = atom.bound(bindings)
      open.value = .variable(variable)
      let place = printer.place(
        atom.leaf, fact.keys.map { .known(Inference.Value($0)) }, .open(range))
      return FailedPremise(
        kind: .test, place: place, test: nil, computed: nil, found: [tree.shortExplanation(of: fact)],
        foundMore: 0, absence: absence(of: open, test.isAbout(variable) ? [test] : [], level + 1),
        isCut: isCut(open, level + 1))
    }
    return FailedPremise(
      kind: number < stated ? .test : .value, place: nil, test: patterns.text(test, []),
      computed: patterns.text(test, bindings), found: [], foundMore: 0, absence: nil, isCut: false)
  }

  private mutating func obstacle(
    _ condition: Condition, _ bindings: [Inference.Value], _ patterns: PatternPrinter
  ) -> FailedPremise {
    var count = bindings.count
    let spelled = condition.spelledOut(&count)
    let given =
      bindings.map { $0 == .unbound ? nil : $0 } + Array(repeating: nil, count: count - bindings.count)
    var seen: Set<Fact> = []
    let facts = outcome.someSolutions(of: spelled, given: given).flatMap { solution in
      spelled.atoms.compactMap { $0.fact(bound: solution, outcome) }
    }.filter { seen.insert($0).inserted }
    return FailedPremise(
      kind: .unless,
      place: condition.atoms.first.map { patterns.place($0, bindings, tests: condition.tests) },
      test: nil, computed: nil,
      found: facts.prefix(AbsenceSearch.shownFacts).map { tree.shortExplanation(of: $0) },
      foundMore: max(0, facts.count - AbsenceSearch.shownFacts), absence: nil, isCut: false)
  }

  /// What stands where an atom found nothing: the value at its keys, or the members and entries beside.
  private mutating func instead(of atom: Atom) -> ([Explanation], Int) {
    let facts = answer.facts(insteadOf: atom)
    return (
      facts.prefix(AbsenceSearch.shownFacts).map { tree.shortExplanation(of: $0) },
      max(0, facts.count - AbsenceSearch.shownFacts)
    )
  }

  // MARK: What no rule concluded

  private mutating func absence(of atom: Atom, _ tests: [Expression], _ level: Int) -> Absence? {
    guard level <= depth else { return nil }
    let declared = pack.shape[atom.leaf]
    let atom = atom.withoutIdleVariables(besides: tests)
    let question = Question(atom: atom, tests: tests)
    if case .rank(let terms) = declared.holds {
      guard atom.constantKeys != nil else { return nil }
      if let number = numbers[question] { return above(number) }
      let number = numbers.count + 1
      numbers[question] = number
      return rankAbsence(atom, tests, terms, number, level)
    }
    guard pack.isConcluded[atom.leaf.index] else { return nil }
    if let number = numbers[question] { return above(number) }
    let number = numbers.count + 1
    numbers[question] = number
    let (ways, count) = ways(to: atom, tests, level)
    return Absence(number: number, isAbove: false, rank: nil, ways: ways, more: max(0, count - ways.count))
  }

  private func isCut(_ atom: Atom, _ level: Int) -> Bool {
    level > depth && pack.isConcluded[atom.leaf.index]
  }

  private func above(_ number: Int) -> Absence {
    Absence(number: number, isAbove: true, rank: nil, ways: [], more: 0)
  }

  /// One way with what makes it near.
  private struct Candidate {
    let way: Way
    let miss: Inference.NearMiss
    let rule: ResolvedRule
    /// Failing premises that only the authors of the pack could make hold.
    let fixed: Int
  }

  private mutating func ways(to atom: Atom, _ tests: [Expression], _ level: Int) -> ([NearMiss], Int) {
    var candidates: [Candidate] = []
    var count = 0
    for way in outcome.ways(to: atom, tests: tests) {
      let found = outcome.nearMisses(of: way.condition, unless: way.unless, given: way.given, effort: &effort)
      if !found.isComplete { isComplete = false }
      count += found.count
      candidates += found.list.map {
        Candidate(way: way, miss: $0, rule: pack.rule(way.clause), fixed: fixed($0, way))
      }
    }
    let nearest = candidates.leading(level == 1 ? limit : AbsenceSearch.inner) { one, other in
      let (left, right) = (order(one), order(other))
      guard left == right else { return left < right }
      guard one.rule.name == other.rule.name else { return one.rule.name < other.rule.name }
      return one.miss.bindings.lexicographicallyPrecedes(other.miss.bindings)
    }
    let ways = nearest.map { candidate in
      miss(
        candidate.miss, candidate.rule, candidate.way.condition, candidate.way.unless,
        candidate.rule.variables, stated: candidate.way.stated, level: level)
    }
    return (ways, count)
  }

  private func order(_ candidate: Candidate) -> (Int, Int) { (candidate.miss.failing.count, candidate.fixed) }

  private func fixed(_ miss: Inference.NearMiss, _ way: Way) -> Int {
    miss.failing.count { premise in
      guard case .atom(let number) = premise else { return false }
      let leaf = way.condition.atoms[number].leaf
      let isRank = if case .rank = pack.shape[leaf].holds { true } else { false }
      return !isRank && !pack.isConcluded[leaf.index] && !pack.shape.isProfile(leaf)
    }
  }

  // MARK: Ranks

  private mutating func rankAbsence(
    _ atom: Atom, _ tests: [Expression], _ terms: [RankTerm], _ number: Int, _ level: Int
  ) -> Absence {
    let keys = atom.constantKeys ?? []
    guard let value = outcome.value(atom.leaf, keys) else {
      // A rank needs a value for each of its terms.
      let condition = Condition(
        atoms: terms.enumerated().map { Atom(leaf: $1.leaf, keys: atom.keys, value: .variable($0)) })
      let found = outcome.nearMisses(
        of: condition, given: Array(repeating: nil, count: terms.count), effort: &effort)
      let misses = found.list.prefix(limit).map {
        miss($0, nil, condition, [], [], stated: 0, level: level)
      }
      return Absence(
        number: number, isAbove: false, rank: nil, ways: misses, more: max(0, found.count - misses.count))
    }
    let comparison = RankComparison(answer, printer, Fact(leaf: atom.leaf, keys: keys, value: value), terms)
    return Absence(
      number: number, isAbove: false, rank: comparison.gap(wanted: wanted(atom, tests, value)), ways: [],
      more: 0)
  }

  /// The rank that was asked for: of several, the next one.
  private func wanted(_ atom: Atom, _ tests: [Expression], _ value: Inference.Value) -> Int {
    if case .constant(let wanted) = atom.value { return Int(wanted / .one) }
    let rank = Int(value / .one)
    func fits(_ rank: Int) -> Bool {
      tests.allSatisfy { $0.value { _ in Inference.Value(rank) * .one } == 1 }
    }
    return (1..<max(2, min(rank, 10_000))).reversed().first(where: fits)
      ?? (rank + 1..<rank + 10_000).first(where: fits) ?? 1
  }
}

extension Atom {
  /// The atom with the values of variables that are known.
  fileprivate func bound(_ bindings: [Inference.Value]) -> Atom {
    func bound(_ term: Term) -> Term {
      guard case .variable(let variable) = term, variable < bindings.count, bindings[variable] != .unbound
      else { return term }
      return .constant(bindings[variable])
    }
    return Atom(leaf: leaf, keys: keys.map(bound), value: bound(value))
  }
}

extension Atom {
  /// The atom with “any” for a variable that stands once and in no test, so that the same question is asked once.
  fileprivate func withoutIdleVariables(besides tests: [Expression]) -> Atom {
    let terms = keys + [value]
    func idle(_ term: Term) -> Term {
      guard let variable = term.variableNumber, terms.count(where: { $0 == term }) == 1,
        !tests.contains(where: { $0.code.contains(.variable(variable)) })
      else { return term }
      return .any
    }
    return Atom(leaf: leaf, keys: keys.map(idle), value: idle(value))
  }
}

extension Term {
  fileprivate var variableNumber: Int? {
    if case .variable(let variable) = self { variable } else { nil }
  }
}

extension Expression {
  /// Whether it asks about one variable and no other.
  fileprivate func isAbout(_ variable: Int) -> Bool {
    code.allSatisfy { if case .variable(let other) = $0 { other == variable } else { true } }
      && code.contains(.variable(variable))
  }
}
