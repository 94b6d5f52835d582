/// Evaluates one program for many profiles, some at a time, and keeps its scratch between them.
///
/// ```swift
/// var evaluator = BatchEvaluator(TabulatedProgram(program, wanted: [.facts(stage)]))
/// evaluator.begin()
/// for profile in profiles.prefix(BatchEvaluator.lanes) { evaluator.state(profile) }
/// evaluator.run()
/// for lane in 0..<evaluator.count {
///   if let (rows, isComplete) = evaluator.answer(0, of: lane) { … }
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
  private let lanes: Lanes?
  /// The same, for calls that shall not count references.
  private let running: Unmanaged<Lanes>?
  /// What the profiles state, one after the other, and where each one ends.
  private let facts: LaneFacts
  /// Whether a profile is left to the general evaluator.
  private var isGeneral = Array(repeating: false, count: BatchEvaluator.lanes)
  private var evaluator: Evaluator
  /// The outcomes of those.
  private var outcomes: [Result<Outcome, EvaluationError>?] = Array(
    repeating: nil, count: BatchEvaluator.lanes)
  private var hasOutcomes = false
  /// Runs the strata that lanes cannot.
  private var machine: Machine
  private let hasMachineStrata: Bool
  /// Whether whole outcomes are wanted.
  private let keepsOutcomes: Bool
  /// Whether there are more places than facts are allowed.
  private let countsFacts: Bool

  package init(_ program: TabulatedProgram, limits: Limits = .standard) {
    self.program = program
    self.limits = limits
    keepsOutcomes = program.wanted.contains { if case .outcome = $0 { true } else { false } }
    facts = LaneFacts(lanes: BatchEvaluator.lanes)
    let frozen = program.frozen
    evaluator = Evaluator(frozen)
    machine = Machine(frozen)
    // With less than the usual limits a run may meet them, and the general evaluator tells how. So it does where facts
    // must be counted that ranks of sweeps do without.
    guard let tables = program.tables, limits.maxInstances >= Limits.standard.maxInstances,
      tables.mayStore <= limits.maxFacts || tables.orderings.count == 0
    else {
      lanes = nil
      running = nil
      hasMachineStrata = false
      countsFacts = false
      return
    }
    let lanes = Lanes(tables, lanes: BatchEvaluator.lanes)
    self.lanes = lanes
    running = Unmanaged.passUnretained(lanes)
    hasMachineStrata = tables.strata.contains { if case .machine = $0 { true } else { false } }
    countsFacts = tables.mayStore > limits.maxFacts
  }

  /// Forgets the last profiles.
  package mutating func begin() {
    count = 0
    facts.buffers.pointee.stated.count = 0
  }

  /// Takes in the next profile: each place once, in any order.
  package mutating func state(_ stated: UnsafeBufferPointer<PackedFact>) {
    precondition(count < BatchEvaluator.lanes, "there is no lane left")
    facts.append(stated, staysInPlace: false, lane: count)
    let buffers = facts.buffers
    isGeneral[count] = !(running?._withUnsafeGuaranteedRef { $0.fill(count, stated, buffers) } ?? false)
    count += 1
  }

  /// Takes in the next profile, one of those that were made ready for the same program. They must stay until the next
  /// `begin`.
  package mutating func state(_ profile: Int, of profiles: ReadyProfiles) {
    precondition(profiles.program === program, "the profiles were made ready for another program")
    precondition(count < BatchEvaluator.lanes, "there is no lane left")
    let ready = profiles.places[profile]
    facts.append(profiles.stated(ready), staysInPlace: true, lane: count)
    if let runs = profiles.runs(ready) {
      isGeneral[count] = !(running?._withUnsafeGuaranteedRef { $0.fill(count, runs) } ?? false)
    } else {
      isGeneral[count] = true
    }
    count += 1
  }

  /// Evaluates the profiles that were stated.
  package mutating func run() {
    if hasOutcomes {
      for lane in outcomes.indices { outcomes[lane] = nil }
      hasOutcomes = false
    }
    if hasMachineStrata, let lanes {
      for lane in 0..<count where !isGeneral[lane] { isGeneral[lane] = !runStrata(lanes, lane) }
    } else if let running {
      let limit = limits.maxInstances
      running._withUnsafeGuaranteedRef { lanes in
        for lane in 0..<count where !isGeneral[lane] {
          isGeneral[lane] = !lanes.run(lanes.memory(lane), maxInstances: limit)
        }
      }
    }
    if countsFacts, let lanes {
      for lane in 0..<count where !isGeneral[lane] {
        isGeneral[lane] = lanes.storedCount(program.frozen.leaves.count, lanes.memory(lane)) > limits.maxFacts
      }
    }
    for lane in 0..<count where isGeneral[lane] { evaluateGenerally(lane) }
  }

  /// Runs one lane through strata of both kinds. Returns whether nothing went wrong.
  private mutating func runStrata(_ lanes: Lanes, _ lane: Int) -> Bool {
    guard let tables = program.tables else { return false }
    let memory = lanes.memory(lane)
    begin(lane)
    guard machine.isClean else { return false }
    lanes.begin()
    for stratum in tables.strata {
      switch stratum {
      case .plans(let plans):
        for plan in plans where !lanes.run(plan, memory) { return false }
        guard lanes.state.pointee.instances <= limits.maxInstances else { return false }
      case .machine(let stratum, let reads, let writes):
        for leaf in reads { lanes.push(leaf, tables.statics, memory, to: &machine) }
        machine.run(stratum)
        guard machine.isClean else { return false }
        for leaf in writes {
          guard lanes.pull(leaf, memory, from: machine) else { return false }
        }
      }
    }
    // What only the machine holds is gone with the next lane.
    if keepsOutcomes { keepOutcome(tables, lanes, lane) }
    return true
  }

  private func generalFacts(of lane: Int) -> [Fact] {
    facts.stated(lane).map { fact in
      Fact(leaf: fact.leaf, keys: program.frozen.packings[fact.leaf.index].keys(fact.key), value: fact.value)
    }
  }

  private mutating func evaluateGenerally(_ lane: Int) {
    hasOutcomes = true
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
    if !isGeneral[lane], outcomes[lane] == nil {
      if let lanes, let tables = program.tables, keepsOutcomes {
        begin(lane)
        keepOutcome(tables, lanes, lane)
      } else {
        evaluateGenerally(lane)
      }
    }
    return try? outcomes[lane]?.get()
  }

  /// Lets the general machine start with what a profile states.
  private mutating func begin(_ lane: Int) {
    machine.begin(limits)
    machine.load(generalFacts(of: lane))
  }

  /// Tells the general machine all that a lane holds, and keeps that as the outcome.
  private mutating func keepOutcome(_ tables: LaneTables, _ lanes: Lanes, _ lane: Int) {
    for leaf in program.frozen.leaves.indices {
      lanes.push(LeafID(leaf), tables.statics, lanes.memory(lane), to: &machine)
    }
    machine.store.catchUpAll(program.frozen.indexes)
    hasOutcomes = true
    outcomes[lane] = .success(
      Outcome(frozen: program.frozen, store: machine.store, stated: generalFacts(of: lane), limits: limits))
  }

  /// The rows of something wanted, flat: for facts two values a row (the key as bits, the value), for rows one value a
  /// column. They stand in the evaluator's memory until the next question.
  ///
  /// Nil for a profile that has no outcome. `isComplete` is false where a question went over the limits or met what
  /// cannot be computed: then the whole outcome tells.
  package mutating func answer(_ number: Int, of lane: Int) -> (
    rows: UnsafeBufferPointer<Value>, isComplete: Bool
  )? {
    if !isGeneral[lane], let running {
      let (limits, buffers) = (limits, facts.buffers)
      let answer = running._withUnsafeGuaranteedRef { $0.answer(number, lane, buffers, limits) }
      if let answer { return answer }
    }
    if outcome(of: lane) == nil { return nil }
    facts.buffers.pointee.rows.count = 0
    let isComplete = answerGenerally(number, lane)
    return (facts.buffers.pointee.rows.elements, isComplete)
  }

  private func answerGenerally(_ number: Int, _ lane: Int) -> Bool {
    guard case .success(let outcome) = outcomes[lane] else {
      preconditionFailure("a profile without an outcome was asked")
    }
    switch program.wanted[number] {
    case .outcome: preconditionFailure("an outcome has no rows")
    case .facts(let leaf):
      for fact in outcome.facts(of: leaf) {
        guard let key = program.frozen.packings[leaf.index].key(fact.keys) else { continue }
        facts.buffers.pointee.rows.append(Value(bitPattern: key))
        facts.buffers.pointee.rows.append(fact.value)
      }
      return true
    case .rows(let wanted):
      let answers = outcome.answers(
        to: wanted.query.condition, unless: wanted.query.unless, variables: wanted.query.variables)
      var flat: [Value] = []
      for solution in answers.solutions {
        for column in wanted.columns { flat.append(solution[column]) }
      }
      let orders = wanted.order.map { LaneOrder(column: Int32($0.column), descending: $0.descending) }
      let answer = LaneAnswer(
        kind: .rows, width: Int32(wanted.columns.count), limit: wanted.limit ?? .max,
        order: Extent(0..<orders.count))
      flat.withUnsafeBufferPointer { flat in
        orders.withUnsafeBufferPointer { orders in
          withUnsafePointer(to: answer) { answer in
            facts.buffers.pointee.sort(flat, answer, orders.baseAddress)
          }
        }
      }
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
