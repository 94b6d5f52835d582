import Inference
import RuleLanguage
import SourceTree

/// Finds out what tests reach, by asking their outcomes: a rule applies where its conditions hold in what follows.
struct CoverageFromTests {
  private let suite: TestSuite
  private let board: TestBoard

  init(_ suite: TestSuite) {
    self.suite = suite
    board = TestBoard(suite)
  }

  /// What is known of a rule while tests are gone through.
  private struct Tally {
    var tests: [String] = []
    var conditions: [ClauseConditions.Condition] = []
    var isMissed: [Bool] = []
    /// The first test in which only one condition fails.
    var nearest: (test: String, failing: [String])?
  }

  var coverage: Coverage {
    let names = PackNames(suite.packs)
    var byPack: [String: [RuleCoverage]] = [:]
    var seen: Set<String> = []
    for ground in board.grounds {
      for rule in ground.pack.rules where seen.insert(rule.name).inserted {
        let place = ground.pack.sources.place(of: rule.span)
        byPack[names.pack(of: place), default: []].append(covered(rule.name, place))
      }
    }
    let own = suite.packs.map(\.id)
    let used = byPack.keys.filter { !own.contains($0) }.sorted()
    return Coverage(
      packs: (used.map { ($0, true) } + own.map { ($0, false) }).map { id, isUsed in
        PackCoverage(id: id, isUsed: isUsed, rules: byPack[id] ?? [])
      })
  }

  // MARK: One rule

  private func covered(_ name: String, _ place: Place) -> RuleCoverage {
    var tally = Tally()
    for ground in board.grounds {
      guard let number = ground.rules[name] else { continue }
      look(at: ground.pack.rules[number], ground, &tally)
    }
    let isCovered = !tally.tests.isEmpty
    let conditions = zip(tally.conditions, tally.isMissed).compactMap { condition, isMissed in
      condition.isDecided && !isMissed
        ? nil
        : ConditionCoverage(kind: condition.kind, text: condition.text, isMet: isCovered, isMissed: isMissed)
    }
    return RuleCoverage(
      name: name, place: place, tests: tally.tests, conditions: conditions,
      reason: isCovered ? nil : reason(name, tally))
  }

  private func look(at rule: ResolvedRule, _ ground: TestBoard.Ground, _ tally: inout Tally) {
    let conditions = ClauseConditions(rule, ground.pack, isDecided: ground.isDecided)
    if tally.conditions.isEmpty {
      tally.conditions = conditions.all
      tally.isMissed = conditions.all.map { _ in false }
    }
    let program = ground.pack.program
    let applies = program.prepared(conditions.applies)
    let missed = conditions.all.map { program.prepared($0.isMissed) }
    for run in ground.runs {
      guard let outcome = run.outcome else { continue }
      if outcome.holds(applies) { tally.tests.append(run.test.name) }
      for number in missed.indices where tally.isMissed.indices.contains(number) && !tally.isMissed[number] {
        guard outcome.holds(missed[number]) else { continue }
        tally.isMissed[number] = true
        if tally.nearest == nil { tally.nearest = (run.test.name, [conditions.all[number].text]) }
      }
    }
  }

  // MARK: Why not

  private func reason(_ name: String, _ tally: Tally) -> RuleCoverage.Reason {
    if board.evaluated == 0 { return .noTests }
    let grounds = board.grounds.filter { $0.rules[name] != nil }
    if let path = unstated(name, grounds) { return .nothingStates(path) }
    if let premises = undecided(name, grounds) { return .packsDecide(premises) }
    if let nearest = tally.nearest { return .nearest(test: nearest.test, failing: nearest.failing) }
    var best: (test: String, failing: [String])?
    for ground in grounds {
      guard let number = ground.rules[name] else { continue }
      for run in ground.runs {
        guard let outcome = run.outcome else { continue }
        let failing = failing(ground.pack.rules[number], ground.pack, outcome)
        if best.map({ failing.count < $0.failing.count }) ?? true { best = (run.test.name, failing) }
      }
    }
    return best.map { .nearest(test: $0.test, failing: $0.failing) } ?? .noTests
  }

  /// The path of a premise that nothing can meet, wherever the rule stands.
  private func unstated(_ name: String, _ grounds: [TestBoard.Ground]) -> String? {
    guard let first = grounds.first, let number = first.rules[name] else { return nil }
    for atom in first.pack.rules[number].clause.when.atoms {
      let leaf = first.pack.shape[atom.leaf]
      if case .rank = leaf.holds { continue }
      if leaf.fallback != nil || first.pack.shape.isProfile(atom.leaf)
        || first.pack.isConcluded[atom.leaf.index]
      {
        continue
      }
      let isStated = grounds.contains { ground in
        guard let number = ground.rules[name] else { return false }
        return ground.pack.rules[number].clause.when.atoms.contains {
          ground.pack.shape[$0.leaf].path == leaf.path
            && ground.runs.contains { $0.outcome?.facts(of: atom.leaf).isEmpty == false }
        }
      }
      if !isStated { return leaf.path }
    }
    return nil
  }

  /// The premises that only packs decide, where they never hold together.
  private func undecided(_ name: String, _ grounds: [TestBoard.Ground]) -> [String]? {
    var texts: [String] = []
    for ground in grounds {
      guard let number = ground.rules[name], let outcome = ground.runs.lazy.compactMap(\.outcome).first else {
        continue
      }
      let rule = ground.pack.rules[number]
      let text = ClauseText(ground.pack, rule, rule.clause)
      let decided = rule.clause.when.atoms.indices.filter {
        ground.isDecided[rule.clause.when.atoms[$0].leaf.index]
      }
      let alone = decided.filter { !holds([$0], rule.clause, outcome) }
      if alone.isEmpty, holds(decided, rule.clause, outcome) { return nil }
      texts = (alone.isEmpty ? decided : alone).map(text.premise)
    }
    return texts.isEmpty ? nil : texts
  }

  /// The conditions that have to go, one after the other from the first, until the others hold together.
  private func failing(_ rule: ResolvedRule, _ pack: CompiledPack, _ outcome: Outcome) -> [String] {
    let text = ClauseText(pack, rule, rule.clause)
    var kept: [Int] = []
    var failing: [String] = []
    for number in rule.clause.when.atoms.indices {
      if holds(kept + [number], rule.clause, outcome) {
        kept.append(number)
      } else {
        failing.append(text.premise(number))
      }
    }
    if failing.isEmpty {
      for number in rule.clause.when.tests.indices where text.isWritten(rule.clause.when.tests[number]) {
        failing.append(text.comparison(number))
      }
      failing += rule.clause.unless.indices.map(text.exception)
    }
    return failing
  }

  /// Whether some premises hold together, with the ranges and comparisons of what they bind.
  private func holds(_ premises: [Int], _ clause: Clause, _ outcome: Outcome) -> Bool {
    let atoms = premises.map { clause.when.atoms[$0] }
    let bound = Set(atoms.flatMap(\.variables))
    let tests = clause.when.tests.filter { test in
      test.variables.allSatisfy(bound.contains) && test.variables.contains { $0 >= clause.named }
    }
    return !outcome.solutions(
      of: Condition(atoms: atoms, tests: tests), variables: clause.variables,
      given: Array(repeating: nil, count: clause.variables)
    ).isEmpty
  }
}

/// Which pack a file belongs to.
struct PackNames {
  private var packs: [String: String] = [:]

  init(_ packs: [Pack]) {
    for files in packs.flatMap(\.files) {
      for part in files.parts + ["\(files.folder)/pack.yaml"] {
        self.packs[files.store.path(part)] = files.manifest.id
      }
    }
  }

  func pack(of place: Place) -> String { packs[place.path] ?? "" }
}
