import Inference
import RuleLanguage
import SourceTree

extension Pack {
  /// Evaluates the rules for many people, on all cores.
  ///
  /// Profiles are evaluated side by side. Each result is that of `recommendation(for:)`, whatever stands beside it.
  ///
  ///     for (profile, result) in zip(profiles, pack.recommendations(for: profiles)) {
  ///       print(try result.get().section("roles").count)
  ///     }
  ///
  /// All results are in memory at once. `BatchWorker` serves where there are too many of them.
  ///
  /// - Returns: a recommendation or what went wrong, in the order of the profiles.
  public func recommendations(for profiles: some Collection<Profile>) -> [Result<
    Recommendation, DiagnosticError
  >] {
    let board = RecommendationBoard(Array(profiles))
    let groups = (board.profiles.count + BatchEvaluator.lanes - 1) / BatchEvaluator.lanes
    let program = TabulatedProgram(compiled.program, wanted: [.outcome])
    let threads = Threads(min(Threads.cores, groups)) { _ in
      var evaluator = BatchEvaluator(program, limits: self.limits.inference)
      while let group = board.next() {
        let results = self.recommendations(for: board.profiles[group], &evaluator)
        board.put(results, at: group)
      }
    }
    threads.join()
    return board.results()
  }

  /// The recommendations of up to as many profiles as there are lanes.
  private func recommendations(for profiles: ArraySlice<Profile>, _ evaluator: inout BatchEvaluator)
    -> [Result<
      Recommendation, DiagnosticError
    >]
  {
    evaluator.begin()
    for profile in profiles {
      let facts = profile.packedFacts(for: self)
      facts.withUnsafeBufferPointer { evaluator.state($0) }
    }
    evaluator.run()
    return profiles.enumerated().map { lane, profile in
      Result { () throws(DiagnosticError) in
        // What goes wrong is told by an evaluation of its own.
        guard evaluator.error(of: lane) == nil, let outcome = evaluator.outcome(of: lane) else {
          return try recommendation(for: profile)
        }
        return try Recommendation(Answer(of: self, for: profile.facts, outcome))
      }
    }
  }
}
