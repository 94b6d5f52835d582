/// Evaluates one program for many profiles, some at a time, and keeps its scratch between them.
///
/// ```swift
/// var evaluator = BatchEvaluator(TabulatedProgram(program, wanted: [.facts(stage)]))
/// evaluator.begin()
/// for profile in profiles.prefix(BatchEvaluator.lanes) { evaluator.state(profile) }
/// evaluator.run()
/// for lane in 0..<evaluator.count {
///   if evaluator.error(of: lane) == nil { evaluator.answer(0, of: lane) { rows, isComplete in … } }
/// }
/// ```
///
/// The answers are those of `Evaluator`. One evaluator serves one thread, and a copy shares its scratch: make one for
/// each thread, of the same tables.
package struct BatchEvaluator {
  /// How many profiles are evaluated side by side.
  package static let lanes = 32

  /// How many profiles were stated since `begin`.
  package private(set) var count = 0

  private let program: TabulatedProgram
  private let limits: Limits
  private var lanes: Lanes?
  /// Whether the limits can be met at all by what lanes hold.
  private let countsFacts: Bool
  /// What the profiles state, one after the other, and where each one ends.
  private var facts: [PackedFact] = []
  private var ends: [Int] = []
  /// Whether a profile is left to the general evaluator.
  private var isGeneral = Array(repeating: false, count: BatchEvaluator.lanes)
  private var evaluator: Evaluator
  /// The outcomes of those.
  private var outcomes: [Result<Outcome, EvaluationError>?] = Array(
    repeating: nil, count: BatchEvaluator.lanes)
  /// Runs the strata that lanes cannot.
  private var machine: Machine
  private let hasMachineStrata: Bool
  /// Rows that are being put in order.
  private var sorted: [Value] = []

  package init(_ program: TabulatedProgram, limits: Limits = .standard) {
    self.program = program
    self.limits = limits
    let frozen = program.frozen
    evaluator = Evaluator(frozen)
    machine = Machine(frozen, frozen.code, Store(frozen))
    machine.distincts = frozen.distinctWidths.map { TupleSet(width: $0) }
    var places = 0
    if let tables = program.tables {
      for leaf in 0..<tables.leaves.count where !tables.leaves.base[leaf].isStatic {
        places += tables.leaves.base[leaf].places
      }
      hasMachineStrata = tables.strata.contains { if case .machine = $0 { true } else { false } }
    } else {
      hasMachineStrata = false
    }
    countsFacts = places > limits.maxFacts
    // A run with less than the usual limits is one in which they may be met.
    if let tables = program.tables, limits.maxInstances >= Limits.standard.maxInstances {
      lanes = Lanes(tables, lanes: BatchEvaluator.lanes)
    }
  }

  /// Forgets the last profiles.
  package mutating func begin() {
    count = 0
    facts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Takes in the next profile: each place once, in any order.
  package mutating func state(_ stated: UnsafeBufferPointer<PackedFact>) {
    precondition(count < BatchEvaluator.lanes, "there is no lane left")
    facts.append(contentsOf: stated)
    ends.append(facts.count)
    isGeneral[count] = lanes == nil
    lanes?.isFailed = false
    if let memory = lanes?.memory(count) {
      lanes?.clear(count)
      for fact in stated where lanes?.state(fact, memory) != true {
        isGeneral[count] = true
        break
      }
    }
    count += 1
  }

  /// Evaluates the profiles that were stated.
  package mutating func run() {
    if let tables = program.tables, lanes != nil {
      if hasMachineStrata {
        for lane in 0..<count where !isGeneral[lane] { runStrata(tables, lane) }
      } else {
        for stratum in tables.strata {
          guard case .plans(let plans) = stratum else { continue }
          for plan in plans {
            for lane in 0..<count where !isGeneral[lane] { run(plan, lane) }
          }
        }
      }
    }
    for lane in 0..<count where isGeneral[lane] { evaluateGenerally(lane) }
  }

  private mutating func run(_ plan: Int, _ lane: Int) {
    guard let memory = lanes?.memory(lane) else { return }
    lanes?.isFailed = false
    lanes?.instances = 0
    _ = lanes?.run(plan, memory)
    if lanes?.isFailed != false || (lanes?.instances ?? 0) > limits.maxInstances { isGeneral[lane] = true }
  }

  /// Runs one lane through strata of both kinds.
  private mutating func runStrata(_ tables: LaneTables, _ lane: Int) {
    guard let memory = lanes?.memory(lane) else { return }
    machine.begin(limits)
    machine.load(generalFacts(of: lane))
    guard machine.isClean else {
      isGeneral[lane] = true
      return
    }
    for stratum in tables.strata {
      switch stratum {
      case .plans(let plans):
        for plan in plans {
          run(plan, lane)
          guard !isGeneral[lane] else { return }
        }
      case .machine(let stratum, let reads, let writes):
        for leaf in reads { lanes?.push(leaf, memory, to: &machine) }
        machine.run(stratum)
        guard machine.isClean else {
          isGeneral[lane] = true
          return
        }
        for leaf in writes {
          guard lanes?.pull(leaf, memory, from: machine) == true else {
            isGeneral[lane] = true
            return
          }
        }
      }
    }
  }

  private func generalFacts(of lane: Int) -> [Fact] {
    let first = lane == 0 ? 0 : ends[lane - 1]
    return facts[first..<ends[lane]].map { fact in
      Fact(leaf: fact.leaf, keys: program.frozen.packings[fact.leaf.index].keys(fact.key), value: fact.value)
    }
  }

  private mutating func evaluateGenerally(_ lane: Int) {
    do throws(EvaluationError) {
      outcomes[lane] = .success(try evaluator.evaluate(generalFacts(of: lane), limits: limits))
    } catch {
      outcomes[lane] = .failure(error)
    }
  }

  // MARK: What came out

  /// Why a profile has no outcome.
  package func error(of lane: Int) -> EvaluationError? {
    guard isGeneral[lane], case .failure(let error) = outcomes[lane] else { return nil }
    return error
  }

  /// Whether lanes evaluated a profile, and not the general evaluator.
  package func usedLanes(_ lane: Int) -> Bool {
    !isGeneral[lane]
  }

  /// The whole outcome of a profile that has one.
  package mutating func outcome(of lane: Int) -> Outcome? {
    if !isGeneral[lane] {
      evaluateGenerally(lane)
    }
    return try? outcomes[lane]?.get()
  }

  /// Hands over the rows of something wanted, flat: for facts two values a row (the key as bits, the value), for rows
  /// one value a column. `isComplete` is false where a question went over the limits or met what cannot be computed:
  /// then the whole outcome tells.
  package mutating func answer<R>(
    _ number: Int, of lane: Int, _ body: (UnsafeBufferPointer<Value>, _ isComplete: Bool) throws -> R
  ) rethrows -> R {
    let isComplete: Bool
    if let lanes, !isGeneral[lane], lanes.canAnswer(number, program.wanted[number]) {
      switch program.wanted[number] {
      case .facts(let leaf):
        collectFacts(leaf, lane)
        isComplete = true
      case .rows(let rows): isComplete = collectRows(number, rows, lane)
      case .outcome: preconditionFailure("an outcome has no rows")
      }
    } else {
      if outcome(of: lane) == nil { preconditionFailure("a profile without an outcome was asked") }
      isComplete = answerGenerally(number, lane)
    }
    return try sorted.withUnsafeBufferPointer { try body($0, isComplete) }
  }

  private mutating func collectFacts(_ leaf: LeafID, _ lane: Int) {
    sorted.removeAll(keepingCapacity: true)
    guard let lanes else { return }
    let memory = lanes.memory(lane)
    let index = leaf.index
    guard lanes.places[index].rank < 0 else {
      for (key, position) in self.lanes?.positions(index, memory) ?? [] {
        sorted.append(Value(key))
        sorted.append(Value(position) * .one)
      }
      return
    }
    lanes.collectStored(index, memory, lanes.leaves[index].unit, into: &sorted)
  }

  private mutating func collectRows(_ number: Int, _ wanted: RowQuery, _ lane: Int) -> Bool {
    sorted.removeAll(keepingCapacity: true)
    guard let plan = program.tables?.answers[number], let memory = lanes?.memory(lane) else { return false }
    lanes?.isFailed = false
    lanes?.instances = 0
    lanes?.collected.removeAll(keepingCapacity: true)
    _ = lanes?.run(plan, memory)
    guard let lanes, !lanes.isFailed else { return false }
    let width = wanted.columns.count
    wanted.sort(lanes.collected, width, into: &sorted)
    return true
  }

  private mutating func answerGenerally(_ number: Int, _ lane: Int) -> Bool {
    guard case .success(let outcome) = outcomes[lane] else {
      preconditionFailure("a profile without an outcome was asked")
    }
    sorted.removeAll(keepingCapacity: true)
    switch program.wanted[number] {
    case .outcome: preconditionFailure("an outcome has no rows")
    case .facts(let leaf):
      for fact in outcome.facts(of: leaf) {
        guard let key = program.frozen.packings[leaf.index].key(fact.keys) else { continue }
        sorted.append(Value(bitPattern: key))
        sorted.append(fact.value)
      }
      return true
    case .rows(let wanted):
      let answers = outcome.answers(
        to: wanted.query.condition, unless: wanted.query.unless, variables: wanted.query.variables)
      let flat = answers.solutions.flatMap { solution in wanted.columns.map { solution[$0] } }
      wanted.sort(flat, wanted.columns.count, into: &sorted)
      return answers.isComplete && answers.failures.isEmpty
    }
  }
}

extension Machine {
  /// Whether nothing went wrong so far.
  var isClean: Bool {
    failures.isEmpty && conflicts.isEmpty && overflows.isEmpty && !isStopped
  }
}

extension RowQuery {
  /// Puts rows in order, each once, up to the limit.
  func sort(_ flat: [Value], _ width: Int, into sorted: inout [Value]) {
    guard width > 0, !flat.isEmpty else { return }
    let rows = flat.count / width
    func precedes(_ one: Int, _ other: Int) -> Bool {
      for (column, descending) in order {
        let (left, right) = (flat[one * width + column], flat[other * width + column])
        if left != right { return (left < right) != descending }
      }
      for column in 0..<width {
        let (left, right) = (flat[one * width + column], flat[other * width + column])
        if left != right { return left < right }
      }
      return false
    }
    var numbers = Array(0..<rows)
    numbers.sort(by: precedes)
    var kept = 0
    var last: Int?
    for row in numbers {
      if let last, !precedes(last, row) { continue }
      if let limit, kept == limit { return }
      last = row
      kept += 1
      for column in 0..<width { sorted.append(flat[row * width + column]) }
    }
  }
}
