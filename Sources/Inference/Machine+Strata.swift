extension Machine {
  /// How many rows and ids may be looked at for each instance that is allowed.
  private static let visitsPerInstance = 50
  /// However few instances are allowed, so many rows and ids may be looked at.
  private static let leastVisits = 1_000_000

  /// Forgets the last evaluation.
  mutating func begin(_ limits: Limits) {
    store.clear(frozen.indexes)
    for distinct in distincts.indices {
      distincts[distinct].clear()
    }
    failures.clear()
    conflicts.clear()
    overflows.clear()
    factsLeft = min(limits.maxFacts, Int(Int32.max) / 2)
    limitMatches(limits)
    isOutOfFacts = false
  }

  /// Counts complete matches, and partial ones, from here.
  mutating func limitMatches(_ limits: Limits) {
    instancesLeft = limits.maxInstances
    let visits = limits.maxInstances.multipliedReportingOverflow(by: Machine.visitsPerInstance)
    visitsLeft = visits.overflow ? .max : max(visits.partialValue, Machine.leastVisits)
    isOutOfInstances = false
  }

  /// Stores what a profile states, and the pack's parts of sums, greatest and least values.
  mutating func load(_ facts: [Fact]) {
    for fact in frozen.packParts {
      load(fact)
    }
    for fact in facts {
      load(fact)
    }
    for leaf in store.relations.indices {
      settle(LeafID(leaf))
      store.relations[leaf].publishGiven()
    }
  }

  private mutating func load(_ fact: Fact) {
    guard let key = frozen.packings[fact.leaf.index].key(fact.keys) else {
      preconditionFailure("a fact has a key that is not of its domain")
    }
    precondition(fact.value != .unbound, "a fact has no value")
    write(fact.leaf, key, fact.value)
  }

  /// Runs the clauses of a stratum to their least fixed point, and computes its ranks.
  mutating func run(_ stratum: FrozenStratum) {
    for run in stratum.runs {
      self.run(run)
      guard !isStopped else { return }
      if !stratum.isRecursive {
        publish(run.written)
      }
    }
    if stratum.isRecursive {
      repeatRounds(of: stratum)
    }
    for leaf in stratum.sums {
      settle(leaf)
    }
    guard !isStopped else { return }
    for leaf in stratum.ranks {
      rank(leaf)
    }
  }

  /// Semi-naive: each further round looks at the instances that a row of the last round has a part in. A round with
  /// a failure is the last, so that which failures there are does not depend on the order of rows.
  private mutating func repeatRounds(of stratum: FrozenStratum) {
    while failures.isEmpty, conflicts.isEmpty {
      publish(stratum.written)
      var isOver = true
      for run in stratum.rounds {
        guard let leaf = run.delta, store.relations[leaf.index].hasDelta else { continue }
        isOver = false
        self.run(run)
        guard !isStopped else { return }
      }
      guard !isOver else { return }
    }
  }

  private mutating func run(_ run: FrozenStratum.Run) {
    prepare(run.plan)
    self.run(from: run.plan.first)
  }

  private mutating func publish(_ leaves: [LeafID]) {
    for leaf in leaves {
      store.relations[leaf.index].publish()
    }
  }

  /// Turns exact sums into values.
  private mutating func settle(_ leaf: LeafID) {
    for row in store.relations[leaf.index].settle() {
      overflows.insert(UnresolvedPlace(leaf: leaf, key: store.relations[leaf.index].rows.keys[row]))
    }
  }
}
