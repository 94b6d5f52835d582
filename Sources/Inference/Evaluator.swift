/// Evaluates one program for many profiles and keeps its scratch between them.
///
/// The result is the same as with a new one. Scratch is kept when the last outcome is no longer held.
package struct Evaluator: Sendable {
  private let frozen: FrozenProgram
  private var machine: Machine

  package init(_ program: Program) {
    self.init(program.frozen)
  }

  init(_ frozen: FrozenProgram) {
    self.frozen = frozen
    machine = Machine(frozen)
  }

  package mutating func evaluate(
    _ facts: [Fact], limits: Limits = .standard
  ) throws(EvaluationError) -> Outcome {
    machine.begin(limits)
    machine.load(facts)
    try stop(limits, after: -1, facts)
    for (number, stratum) in frozen.strata.enumerated() {
      machine.run(stratum)
      try stop(limits, after: number, facts)
    }
    machine.store.catchUpAll(frozen.indexes)
    return Outcome(frozen: frozen, store: machine.store, stated: facts, limits: limits)
  }

  /// Throws what went wrong up to a stratum.
  private func stop(_ limits: Limits, after stratum: Int, _ facts: [Fact]) throws(EvaluationError) {
    if machine.isOutOfFacts {
      throw EvaluationError(failures: [.tooManyFacts(limit: limits.maxFacts)])
    }
    if machine.isOutOfInstances {
      throw EvaluationError(failures: [.tooManyInstances(limit: limits.maxInstances)])
    }
    var failures = machine.failures
    if stratum < 0 {
      for failure in frozen.packConflicts {
        failures.insert(failure)
      }
    }
    guard !(failures.isEmpty && machine.conflicts.isEmpty && machine.overflows.isEmpty) else { return }
    var store = machine.store
    store.catchUpAll(frozen.indexes)
    let outcome = Outcome(frozen: frozen, store: store, stated: facts, limits: limits)
    for place in machine.conflicts.elements {
      if let failure = outcome.conflict(at: place, upTo: stratum) {
        failures.insert(failure)
      }
    }
    for place in machine.overflows.elements {
      if let failure = outcome.overflow(at: place, upTo: stratum) {
        failures.insert(failure)
      }
    }
    throw EvaluationError(failures: failures.elements)
  }
}
