import Inference
import RuleLanguage
import SourceTree

/// Changes the rules of packs one at a time and looks whether a test notices.
///
///     let run = MutationRun(suite)
///     let threads = (0..<4).map { _ in Thread { run.work() } }
///
/// Any number of threads may work on one run; what is found does not depend on how many. `TestSuite.mutations` does all
/// of it in one call.
///
/// A rule that is changed is a changed clause of the compiled pack: nothing is read or compiled anew, and only tests in
/// which the change can make a difference are evaluated.
public final class MutationRun: Sendable {
  /// One change, to be tried.
  struct Job: Sendable {
    let pack: String
    let rule: String
    let place: Place
    let key: String
    let kind: Mutation.Kind
    let before: String
    let after: String?
  }

  /// How many changes there are to try.
  public var count: Int { jobs.count }
  /// How many changes there are in all.
  public let possible: Int
  let board: TestBoard
  private let findsTests: Bool
  private let jobs: [Job]
  /// By ground and rule, the changes by their keys.
  private let mutants: [[String: [String: Mutant]]]
  private let monitor = Monitor()
  private let state = State()

  private final class State: @unchecked Sendable {
    var next = 0
    var verdicts: [Int: Mutation.Verdict] = [:]
    var isStopped = false
  }

  /// Gets ready: evaluates the tests once and lists the changes.
  ///
  /// Tests that fail as the rules are notice nothing and are left out.
  ///
  /// - Parameters:
  ///   - suite: packs with their tests. The rules of packs that these only use stay as they are.
  ///   - sample: how many changes to try, spread evenly over all; all where it is nil or there are fewer.
  ///   - findsTests: whether to look for a test that would notice what no test notices, which takes longer.
  public init(_ suite: TestSuite, sample: Int? = nil, findsTests: Bool = true) {
    self.findsTests = findsTests
    board = TestBoard(suite)
    let (jobs, mutants) = MutationRun.jobs(suite, board)
    self.mutants = mutants
    possible = jobs.count
    if let sample, sample > 0, sample < jobs.count {
      self.jobs = (0..<sample).map { jobs[$0 * jobs.count / sample] }
    } else {
      self.jobs = jobs
    }
  }

  private static func jobs(_ suite: TestSuite, _ board: TestBoard) -> ([Job], [[String: [String: Mutant]]]) {
    let names = PackNames(suite.packs)
    let own = suite.packs.map(\.id)
    var jobs: [String: [Job]] = [:]
    var seen: Set<String> = []
    let mutants = board.grounds.map { ground in
      var mutants: [String: [String: Mutant]] = [:]
      for rule in ground.pack.rules {
        let place = ground.pack.sources.place(of: rule.span)
        let pack = names.pack(of: place)
        guard own.contains(pack) else { continue }
        let all = Mutants.of(rule, ground.pack)
        mutants[rule.name] = Dictionary(all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        guard seen.insert(rule.name).inserted else { continue }
        var keys: Set<String> = []
        jobs[pack, default: []] += all.filter { keys.insert($0.key).inserted }.map {
          Job(
            pack: pack, rule: rule.name, place: place, key: $0.key, kind: $0.kind, before: $0.before,
            after: $0.after)
        }
      }
      return mutants
    }
    return (own.flatMap { jobs[$0] ?? [] }, mutants)
  }

  /// Tries changes until all are tried or `stop` is called; returns then.
  public func work() {
    while let number = take() {
      let job = jobs[number]
      let trial = MutantTrial(job, board, mutants.map { $0[job.rule]?[job.key] }, findsTests: findsTests)
      let verdict = trial.verdict { self.monitor.locked { self.state.isStopped } }
      monitor.locked { state.verdicts[number] = verdict }
    }
  }

  /// Makes every `work` return soon.
  public func stop() {
    monitor.locked { state.isStopped = true }
  }

  /// How many changes are tried by now.
  public var done: Int { monitor.locked { state.verdicts.count } }

  /// What was found by now.
  public var report: MutationReport {
    monitor.locked {
      MutationReport(
        mutations: jobs.indices.compactMap { number in
          guard let verdict = state.verdicts[number] else { return nil }
          let job = jobs[number]
          return Mutation(
            pack: job.pack, rule: job.rule, place: job.place, kind: job.kind, before: job.before,
            after: job.after,
            verdict: verdict)
        }, possible: possible, hasSearched: findsTests, isComplete: state.verdicts.count == jobs.count)
    }
  }

  private func take() -> Int? {
    monitor.locked {
      guard !state.isStopped, state.next < jobs.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }
}

extension TestSuite {
  /// Changes the rules one at a time and looks whether a test notices.
  ///
  /// - Parameters:
  ///   - sample: how many changes to try, spread evenly over all; all without it.
  ///   - findsTests: whether to look for a test that would notice what no test notices, which takes longer.
  ///   - threads: how many to try at once; as many as the machine has cores without it.
  public func mutations(sample: Int? = nil, findsTests: Bool = true, threads: Int? = nil) -> MutationReport {
    let run = MutationRun(self, sample: sample, findsTests: findsTests)
    Threads(threads ?? Threads.cores) { _ in run.work() }.join()
    return run.report
  }
}
