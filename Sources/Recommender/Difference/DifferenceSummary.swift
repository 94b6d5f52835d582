/// Counts what a newer version of a pack changes for many profiles, and keeps the first of them in detail.
///
///     var summary = DifferenceSummary(difference)
///     summary.add(finder.outcome(for: bytes), of: "me.yaml")
///     print(summary.different, summary.value(in: "en").json())
public struct DifferenceSummary: Sendable {
  /// A profile that gets another answer.
  public struct Person: Sendable {
    /// Whose profile it is: a file or a line, or what the profile calls itself.
    public let name: String
    /// How the answers differ, and why.
    public let difference: ProfileDifference
  }

  /// The two versions.
  public let difference: PackDifference
  /// The first profiles that get another answer, in the order in which they came.
  public private(set) var people: [Person] = []
  /// How many profiles get another answer.
  public private(set) var different = 0
  /// How many get the same.
  public private(set) var same = 0
  /// How many neither version can read or compute.
  public private(set) var bad = 0
  /// How many get another answer of which the cause was not found.
  public private(set) var unexplained = 0
  /// How many get another answer whose causes may be fewer than those that are told.
  public private(set) var capped = 0
  /// By edit, for how many profiles it is a cause.
  public private(set) var counts: [Int]
  private let details: Int

  /// - Parameter details: how many profiles are kept in detail.
  public init(_ difference: PackDifference, details: Int = 10) {
    self.difference = difference
    self.details = details
    counts = Array(repeating: 0, count: difference.edits.count)
  }

  /// How many profiles were looked at.
  public var profiles: Int { different + same + bad }

  /// Counts a profile.
  public mutating func add(_ outcome: ProfileOutcome, of name: String) {
    switch outcome {
    case .same: same += 1
    case .bad: bad += 1
    case .differs(let person):
      different += 1
      for edit in person.causes { counts[edit] += 1 }
      if person.causes.isEmpty { unexplained += 1 } else if !person.isMinimal { capped += 1 }
      if people.count < details { people.append(Person(name: name, difference: person)) }
    }
  }
}
