import Inference
import RuleLanguage
import SourceTree

/// Looks for a test that passes as the rules are and fails with a change.
///
/// It begins with the profiles of the tests, then varies them: numbers move to where the rule speaks of them, statements
/// go and come. Of what it finds it leaves out what is not needed. The numbers by which it varies follow from the change
/// alone, so that every run finds the same.
struct WitnessSearch {
  /// How many profiles are looked at for a change.
  static let budget = 300
  /// How many profiles of tests are varied.
  private static let bases = 24

  private let ground: MutantTrial.Ground
  private let changed: Program
  private let places: ProfilePlaces
  private let salt: String
  private let budget: Int
  private let starts: [ProfileDraft]
  private let numbers: [Inference.Value]
  private let behind: [LeafID]

  init(_ ground: MutantTrial.Ground, _ changed: Program, first: [TestBoard.Run], salt: String, budget: Int) {
    self.budget = budget
    self.ground = ground
    self.changed = changed
    self.salt = salt
    let places = ProfilePlaces(ground.base.pack)
    self.places = places
    let names = Set(first.map(\.test.name))
    let runs = first + ground.base.runs.filter { $0.outcome != nil && !names.contains($0.test.name) }
    starts = runs.map { ProfileDraft($0.test.profile.facts.facts, places) } + [ProfileDraft()]
    numbers = WitnessSearch.numbers(ground)
    let read = ground.base.pack.leavesBehind(ground.rule)
    let behind = places.open.filter(read.contains)
    self.behind = behind.isEmpty ? places.open : behind
  }

  /// The numbers that the rule and the settings of the pack speak of, and those beside them.
  private static func numbers(_ ground: MutantTrial.Ground) -> [Inference.Value] {
    let pack = ground.base.pack
    var numbers: Set<Inference.Value> = [0, .one]
    func add(_ value: Inference.Value) {
      let steps: [Inference.Value] = [-.one, 0, .one]
      for step in steps {
        let (sum, overflow) = value.addingReportingOverflow(step)
        if !overflow { numbers.insert(sum) }
      }
    }
    for clause in [pack.rules[ground.rule].clause] + (ground.mutant.clause.map { [$0] } ?? []) {
      let code = (clause.when.tests + clause.unless.flatMap(\.tests) + clause.heads.map(\.value)).flatMap(
        \.code)
      for case .constant(let value) in code where value % 1_000 == 0 { add(value) }
      for atom in clause.when.atoms {
        if case .constant(let value) = atom.value, pack.shape[atom.leaf].type == .number { add(value) }
      }
    }
    if let outcome = ground.base.runs.lazy.compactMap(\.outcome).first {
      for atom in pack.rules[ground.rule].clause.when.atoms
      where ground.base.isDecided[atom.leaf.index] && atom.keys.isEmpty
        && pack.shape[atom.leaf].type == .number
      {
        if let value = outcome.value(atom.leaf) { add(value) }
      }
    }
    return numbers.sorted()
  }

  // MARK: Searching

  func witness(_ isStopped: () -> Bool) -> Mutation.Witness? {
    guard !places.open.isEmpty else { return nil }
    for start in starts.prefix(40) {
      if isStopped() { return nil }
      if let found = found(start) { return found }
    }
    var random = RandomNumbers(salt)
    for number in 0..<budget {
      if isStopped() { return nil }
      let draft = varied(starts[number % min(starts.count, WitnessSearch.bases)], &random)
      if let found = found(draft) { return found }
    }
    return nil
  }

  private func varied(_ start: ProfileDraft, _ random: inout RandomNumbers) -> ProfileDraft {
    var draft = start
    for _ in 0...random.below(4) {
      let count = draft.statements.count
      switch random.below(5) {
      case 0 where count > 0: draft.remove(at: random.below(count))
      case 1 where count > 0, 2 where count > 0:
        var fact = draft.statements[random.below(count)]
        let leaf = ground.base.pack.shape[fact.leaf]
        guard leaf.hasValue else { continue }
        fact.value = places.value(leaf, numbers, &random)
        draft.state(fact)
      case 3:
        let other = starts[random.below(starts.count)]
        if !other.statements.isEmpty { draft.state(other.statements[random.below(other.statements.count)]) }
      default:
        let leaf =
          random.below(4) > 0
          ? behind[random.below(behind.count)] : places.open[random.below(places.open.count)]
        draft.state(places.statement(leaf, numbers, &random))
      }
    }
    return draft
  }

  private func found(_ draft: ProfileDraft) -> Mutation.Witness? {
    guard difference(draft) != nil else { return nil }
    let small = reduced(draft)
    guard let difference = difference(small) else { return nil }
    let text = yaml(small, difference)
    guard isWitness(text) else { return nil }
    return Mutation.Witness(yaml: text, file: ground.base.hasOwnFacts ? ground.base.file : nil)
  }

  /// Leaves out one statement after the other, as long as there is a difference.
  private func reduced(_ draft: ProfileDraft) -> ProfileDraft {
    var draft = draft
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for index in draft.statements.indices.reversed() {
        var smaller = draft
        smaller.remove(at: index)
        if difference(smaller) != nil {
          draft = smaller
          isSmaller = true
        }
      }
    }
    return draft
  }

  // MARK: Telling outcomes apart

  /// What holds as the rules are and not with the change, or the other way round.
  private struct Difference {
    let fact: Fact
    let isExpected: Bool
  }

  private func difference(_ draft: ProfileDraft) -> Difference? {
    let facts = draft.facts(places)
    let limits = ground.base.limits.inference
    guard let outcome = try? ground.base.pack.program.evaluate(facts, limits: limits), ground.matters(outcome)
    else {
      return nil
    }
    return difference(outcome, try? changed.evaluate(facts, limits: limits))
  }

  private func difference(_ before: Outcome, _ after: Outcome?) -> Difference? {
    let pack = ground.base.pack
    let heads = pack.rules[ground.rule].clause.heads.map(\.leaf)
    let others = pack.shape.leaves.indices.map(LeafID.init).filter { !heads.contains($0) && isTold($0) }
    for leaf in heads + others {
      let old = before.facts(of: leaf)
      guard let after else {
        if let fact = old.first { return Difference(fact: fact, isExpected: true) }
        continue
      }
      let new = after.facts(of: leaf)
      if old == new { continue }
      let (known, found) = (Set(old), Set(new))
      if let fact = old.first(where: { !found.contains($0) }) {
        return Difference(fact: fact, isExpected: true)
      }
      if let fact = new.first(where: { !known.contains($0) }) {
        return Difference(fact: fact, isExpected: false)
      }
    }
    return nil
  }

  /// Whether a test may speak of a leaf: it follows from rules, and is no text.
  private func isTold(_ leaf: LeafID) -> Bool {
    let shape = ground.base.pack.shape
    if shape.isProfile(leaf) || shape[leaf].hasValue && shape[leaf].type == .text { return false }
    switch shape[leaf].holds {
    case .rank: return true
    case .alias: return false
    case .one, .set, .sum, .max, .min, .entry: return ground.base.pack.isConcluded[leaf.index]
    }
  }

  // MARK: Writing

  private func yaml(_ draft: ProfileDraft, _ difference: Difference) -> String {
    let mutant = ground.mutant
    let rule = ground.base.pack.rules[ground.rule].name
    let name =
      switch mutant.after {
      case nil where mutant.clause == nil: "\(rule) applies"
      case nil: "\(rule) needs \(mutant.before)"
      case let after?: "\(rule) says \(mutant.before), not \(after)"
      }
    return """
      - test: \(Value.text(name).flow)
        profile: \((tree(draft.statements)[Shape.profile] ?? .object([])).flow)
        \(difference.isExpected ? "expect" : "reject"): \(tree([difference.fact]).flow)

      """
  }

  /// Facts as a tree, as a pattern or a profile has them.
  private func tree(_ facts: [Fact]) -> Value {
    let pack = ground.base.pack
    let printer = ValuePrinter(pack: pack, texts: pack.texts, locale: pack.locales[0])
    var root = Value.object([])
    for fact in facts.sorted(by: { ($0.leaf, $0.keys.description) < ($1.leaf, $1.keys.description) }) {
      let leaf = pack.shape[fact.leaf]
      var path = printer.parts(fact.leaf, fact.keys)
      var value = Value.object([])
      switch leaf.holds {
      case .one, .sum, .max, .min, .rank: value = printer.data(fact.value, VariableType(leaf.type))
      case .set, .alias:
        value = .list([.text(path.removeLast())])
      case .entry: break
      }
      root = root.adding(value, at: path[...])
    }
    return root
  }

  /// Whether a text is a test that passes as the rules are, and fails with the change.
  private func isWitness(_ text: String) -> Bool {
    let pack = ground.base.pack
    guard
      let test = try? TestsFromYAML.read(
        text: "tests:\n" + text, for: pack, limits: ground.base.limits.source
      ).first
    else { return false }
    let facts = test.profile.facts.facts
    let limits = ground.base.limits.inference
    guard let before = try? pack.program.evaluate(facts, limits: limits), TestRunner.passes(test, before)
    else {
      return false
    }
    guard let after = try? changed.evaluate(facts, limits: limits) else { return true }
    return !TestRunner.passes(test, after)
  }
}
