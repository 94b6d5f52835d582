import Inference
import SourceTree

/// Where threads take groups of profiles from and put their recommendations.
final class RecommendationBoard: @unchecked Sendable {
  typealias Outcome = Result<Recommendation, DiagnosticError>

  let profiles: [Profile]
  private let monitor = Monitor()
  private var taken = 0
  private var groups: [(first: Int, outcomes: [Outcome])] = []

  init(_ profiles: [Profile]) {
    self.profiles = profiles
  }

  /// The next group that nobody has.
  func next() -> Range<Int>? {
    monitor.locked {
      guard taken < profiles.count else { return nil }
      let group = taken..<min(taken + BatchEvaluator.lanes, profiles.count)
      taken = group.upperBound
      return group
    }
  }

  func put(_ outcomes: [Outcome], at group: Range<Int>) {
    monitor.locked { groups.append((group.lowerBound, outcomes)) }
  }

  /// All outcomes, in the order of the profiles.
  func results() -> [Outcome] {
    monitor.locked { groups.sorted { $0.first < $1.first }.flatMap(\.outcomes) }
  }
}
