import Inference
import RuleLanguage
import SourceTree

/// Tries one change of a rule on all facts on which the rule stands.
struct MutantTrial {
  private let job: MutationRun.Job
  /// The change on each ground where there is one.
  private let grounds: [Ground]

  private let findsTests: Bool

  /// - Parameter mutants: the change on each ground of the board; nil where there is no such change.
  init(_ job: MutationRun.Job, _ board: TestBoard, _ mutants: [Mutant?], findsTests: Bool) {
    self.job = job
    self.findsTests = findsTests
    grounds = zip(board.grounds, mutants).compactMap { Ground(job, $0, $1) }
  }

  /// A change on some facts: the rules with it, and how to tell whether it matters to a profile.
  struct Ground {
    let base: TestBoard.Ground
    let rule: Int
    let mutant: Mutant
    private let applies: PreparedQuery
    private let appliesChanged: PreparedQuery?
    /// The variables that both versions bind.
    private let common: [Int]

    init?(_ job: MutationRun.Job, _ base: TestBoard.Ground, _ mutant: Mutant?) {
      guard let rule = base.rules[job.rule], let mutant else { return nil }
      self.base = base
      self.rule = rule
      self.mutant = mutant
      let clause = base.pack.rules[rule].clause
      let program = base.pack.program
      applies = program.prepared(
        Query(variables: clause.variables, condition: clause.when, unless: clause.unless))
      let bound = Set(clause.when.atoms.flatMap(\.variables))
      if let changed = mutant.clause, !mutant.keepsConditions, !base.pack.isRecursive(rule) {
        let boundNow = Set(changed.when.atoms.flatMap(\.variables))
        let isCounted = clause.heads.contains { head in
          if case .sum = base.pack.shape[head.leaf].holds { true } else { false }
        }
        // A sum counts the bindings of named variables: where there are fewer of these, anything may be different.
        let lacksCounted = isCounted && bound.contains { $0 < clause.named && !boundNow.contains($0) }
        appliesChanged =
          lacksCounted
          ? nil
          : program.prepared(
            Query(variables: changed.variables, condition: changed.when, unless: changed.unless))
        common = bound.intersection(boundNow).filter { $0 < clause.named || !isCounted }.sorted()
      } else {
        appliesChanged = nil
        common = []
      }
    }

    /// Whether the change may make a difference to what follows from a profile; if not, it makes none.
    func matters(_ outcome: Outcome) -> Bool {
      if mutant.keepsConditions, !base.pack.isRecursive(rule) { return outcome.holds(applies) }
      guard let appliesChanged else { return true }
      let before = outcome.answers(to: applies)
      let after = outcome.answers(to: appliesChanged)
      guard before.isComplete, after.isComplete, before.failures.isEmpty, after.failures.isEmpty else {
        return true
      }
      return projected(before.solutions) != projected(after.solutions)
    }

    private func projected(_ solutions: [[Inference.Value]]) -> Set<[Inference.Value]> {
      Set(solutions.map { solution in common.map { solution[$0] } })
    }

    func program() -> Program? { base.pack.program(changing: rule, to: mutant.clause) }
  }

  /// - Parameter isStopped: whether nobody waits for the answer any more.
  func verdict(_ isStopped: () -> Bool) -> Mutation.Verdict {
    var programs: [Program?] = Array(repeating: nil, count: grounds.count)
    var evaluated: [(ground: Int, run: TestBoard.Run)] = []
    for (number, ground) in grounds.enumerated() {
      for run in ground.base.runs {
        if isStopped() { return .missed(nil) }
        guard let outcome = run.outcome, run.passes, ground.matters(outcome) else { continue }
        if programs[number] == nil {
          guard let program = ground.program() else { return .refused }
          programs[number] = program
        }
        guard let program = programs[number] else { continue }
        let changed = try? program.evaluate(
          run.test.profile.facts.facts, limits: ground.base.limits.inference)
        guard let changed, TestRunner.passes(run.test, changed) else { return .caught(by: run.test.name) }
        evaluated.append((number, run))
      }
    }
    if !findsTests {
      let isRefused = evaluated.isEmpty && grounds.first.map { $0.program() == nil } == true
      return isRefused ? .refused : .missed(nil)
    }
    // Where the change matters to a test, a profile that tells it apart is nearest.
    let order = grounds.indices.sorted { one, other in
      let (first, second) = (evaluated.count { $0.ground == one }, evaluated.count { $0.ground == other })
      return first == second ? one < other : first > second
    }
    for number in order {
      let ground = grounds[number]
      if programs[number] == nil { programs[number] = ground.program() }
      guard let program = programs[number] else { return .refused }
      let mattered = evaluated.filter { $0.ground == number }.map(\.run)
      let search = WitnessSearch(
        ground, program, first: mattered, salt: "\(job.rule) \(job.key)",
        budget: WitnessSearch.budget / grounds.count)
      if let witness = search.witness(isStopped) { return .missed(witness) }
    }
    return .missed(nil)
  }
}
