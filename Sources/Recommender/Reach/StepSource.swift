import Inference
import RuleLanguage

/// Asks an outcome under which bindings changes apply, of all places at once where they are many.
struct StepSource {
  /// The bindings under which a change applies, and those under which a test can't be computed, by place.
  typealias Found = [ProfilePlace: (bindings: [[Inference.Value]], failures: [[Inference.Value]])]

  /// What a place has when a step begins.
  enum Beginning: Hashable {
    /// What the profile states.
    case asStated
    /// What is read there after other steps.
    case reading(Inference.Value?)
  }

  private struct Question: Hashable {
    let change: Int
    let beginning: Beginning
  }

  private let answer: Answer
  private var known: [Question: Found] = [:]
  /// The change that applies too often, if there is one.
  private(set) var endless: Int?

  init(_ answer: Answer) {
    self.answer = answer
  }

  /// - Parameter places: those that are asked about; nil for all.
  mutating func found(_ number: Int, from beginning: Beginning, at places: Set<ProfilePlace>?) -> Found {
    let change = answer.pack.changes[number]
    // A change that says nothing about its place applies to all values alike.
    let beginning = change.readsPlace ? beginning : .asStated
    let question = Question(change: number, beginning: beginning)
    if let found = known[question] { return found }
    guard var query = query(change, beginning) else { return [:] }
    if let places, isWorthAsking(places.count, change) || !query.canGoThroughKeys(change, answer.pack.shape) {
      var found: Found = [:]
      for place in places.sorted() {
        guard let answers = query.answers(from: answer.outcome, at: place) else { continue }
        found.merge(sorted(answers, number)) { first, _ in first }
      }
      return found
    }
    _ = query.goThroughKeys(of: answer.pack.shape[change.head.leaf], in: answer.pack.shape)
    let found = sorted(query.answers(from: answer.outcome), number)
    known[question] = found
    return found
  }

  private func query(_ change: ResolvedChange, _ beginning: Beginning) -> StepQuery? {
    switch beginning {
    case .asStated: StepQuery(change)
    case .reading(let value): StepQuery(change, reading: value)
    }
  }

  /// To plan a query costs about as much as to look at so many places.
  private static let placesPerQuery = 8

  /// Whether places are few enough among all that could be to ask about one after the other.
  private func isWorthAsking(_ count: Int, _ change: ResolvedChange) -> Bool {
    var all = 1
    for (term, type) in zip(change.head.keys, answer.pack.shape[change.head.leaf].keys) {
      guard case .variable = term else { continue }
      guard case .kind(let kind) = type else { return true }
      let (product, isOverflow) = all.multipliedReportingOverflow(by: answer.pack.vocabulary.count(of: kind))
      if isOverflow { return true }
      all = product
    }
    return count * StepSource.placesPerQuery < all
  }

  /// Answers by place, each set of values of the author's variables once.
  private mutating func sorted(_ answers: Answers, _ number: Int) -> Found {
    if !answers.isComplete { endless = min(endless ?? number, number) }
    let change = answer.pack.changes[number]
    var found: Found = [:]
    func place(_ bindings: [Inference.Value]) -> ProfilePlace {
      let keys = change.head.keys.map { term in
        switch term {
        case .constant(let value): Int(value)
        case .variable(let variable): Int(bindings[variable])
        case .any: 0
        }
      }
      return ProfilePlace(leaf: change.head.leaf, keys: keys)
    }
    let named = change.rule.clause.named
    for bindings in answers.solutions {
      let place = place(bindings)
      // Sorted by the author's variables first.
      if let last = found[place]?.bindings.last, last.prefix(named) == bindings.prefix(named) { continue }
      found[place, default: ([], [])].bindings.append(bindings)
    }
    for bindings in answers.failures { found[place(bindings), default: ([], [])].failures.append(bindings) }
    return found
  }
}

extension StepQuery {
  fileprivate func canGoThroughKeys(_ change: ResolvedChange, _ shape: Shape) -> Bool {
    var copy = self
    return copy.goThroughKeys(of: shape[change.head.leaf], in: shape)
  }
}

extension ResolvedChange {
  /// Whether what the place holds decides whether the change applies, or where it leads.
  fileprivate var readsPlace: Bool {
    let clause = rule.clause
    return (clause.when.atoms + clause.unless.flatMap(\.atoms)).contains(where: readsPlace)
  }
}
