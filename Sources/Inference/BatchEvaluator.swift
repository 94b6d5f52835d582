/// Evaluates one program for many profiles, some at a time, and keeps its scratch between them.
///
/// ```swift
/// var evaluator = BatchEvaluator(program, wanted: [.facts(stage)])
/// evaluator.begin()
/// for profile in profiles.prefix(BatchEvaluator.lanes) { evaluator.state(profile) }
/// evaluator.run()
/// for lane in 0..<evaluator.count {
///   if evaluator.error(of: lane) == nil { evaluator.answer(0, of: lane) { row in … } }
/// }
/// ```
///
/// The answers are those of `Evaluator`. One evaluator serves one thread.
package struct BatchEvaluator: Sendable {
  /// How many profiles are evaluated side by side.
  package static let lanes = 32

  /// How many profiles were stated since `begin`.
  package private(set) var count = 0

  private var evaluator: Evaluator
  private let program: Program
  private let wanted: [Wanted]
  private let limits: Limits
  private var facts: [[Fact]] = []
  private var outcomes: [Result<Outcome, EvaluationError>] = []

  package init(_ program: Program, wanted: [Wanted], limits: Limits = .standard) {
    self.program = program
    self.wanted = wanted
    self.limits = limits
    evaluator = Evaluator(program)
  }

  /// Forgets the last profiles.
  package mutating func begin() {
    count = 0
    facts = []
    outcomes = []
  }

  /// Takes in the next profile: each place once, in any order.
  package mutating func state(_ stated: UnsafeBufferPointer<PackedFact>) {
    precondition(count < BatchEvaluator.lanes, "there is no lane left")
    count += 1
    facts.append(
      stated.map { Fact(leaf: $0.leaf, keys: program.packing(of: $0.leaf).keys($0.key), value: $0.value) })
  }

  /// Evaluates the profiles that were stated.
  package mutating func run() {
    for facts in facts {
      do throws(EvaluationError) {
        outcomes.append(.success(try evaluator.evaluate(facts, limits: limits)))
      } catch {
        outcomes.append(.failure(error))
      }
    }
  }

  /// Why a profile has no outcome.
  package func error(of lane: Int) -> EvaluationError? {
    guard case .failure(let error) = outcomes[lane] else { return nil }
    return error
  }

  /// The whole outcome of a profile that has one.
  package func outcome(of lane: Int) -> Outcome? {
    try? outcomes[lane].get()
  }

  /// Hands over the rows of something wanted, flat: for facts two values a row (the key as bits, the value), for rows
  /// one value a column. `isComplete` is false where a question went over the limits or met what cannot be computed:
  /// then the whole outcome tells.
  package func answer<R>(
    _ number: Int, of lane: Int, _ body: (UnsafeBufferPointer<Value>, _ isComplete: Bool) throws -> R
  ) rethrows -> R {
    guard let outcome = outcome(of: lane) else {
      preconditionFailure("a profile without an outcome was asked")
    }
    var flat: [Value] = []
    var isComplete = true
    switch wanted[number] {
    case .facts(let leaf):
      for fact in outcome.facts(of: leaf) {
        guard let key = program.packing(of: leaf).key(fact.keys) else { continue }
        flat.append(Value(bitPattern: key))
        flat.append(fact.value)
      }
    case .rows(let wanted):
      let answers = outcome.answers(
        to: wanted.query.condition, unless: wanted.query.unless, variables: wanted.query.variables)
      isComplete = answers.isComplete && answers.failures.isEmpty
      var rows = Set(answers.solutions.map { solution in wanted.columns.map { solution[$0] } }).sorted {
        one, other in
        for (column, descending) in wanted.order where one[column] != other[column] {
          return (one[column] < other[column]) != descending
        }
        return one.lexicographicallyPrecedes(other)
      }
      if let limit = wanted.limit { rows = Array(rows.prefix(limit)) }
      flat = rows.flatMap { $0 }
    }
    return try flat.withUnsafeBufferPointer { try body($0, isComplete) }
  }
}
