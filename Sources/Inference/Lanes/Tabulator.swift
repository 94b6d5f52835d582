/// Turns a frozen program into tables: partial evaluation by what the pack states.
///
/// What no profile states and nothing derived from a profile feeds is computed once. Of a clause, the atoms over such
/// facts are joined beforehand, and tests, keys and values that only few values decide are tabulated by them. What is left
/// is a plan over what the profile states. A stratum of which some clause cannot be treated so is left to `Machine`.
struct Tabulator {
  let frozen: FrozenProgram
  var leaves: [LaneLeaf]
  /// What holds without any profile, of the leaves that are static.
  let statics: Outcome
  var code = LaneCode()
  /// How many slots variables take; as many again for their natural values.
  let variables: Int
  private let temporaries: Int

  /// The most cells that one table may have.
  static let maxCells = 1 << 20

  init?(_ frozen: FrozenProgram, queries: [Query]) {
    self.frozen = frozen
    let isStatic = Tabulator.staticLeaves(of: frozen)
    guard let store = Tabulator.staticStore(of: frozen, isStatic) else { return nil }
    statics = Outcome(frozen: frozen, store: store, stated: [], limits: .standard)
    leaves = zip(frozen.leaves, isStatic).map { LaneLeaf($0, isStatic: $1) }
    for leaf in leaves.indices where !frozen.pack[leaf].values.allSatisfy(leaves[leaf].holds) {
      leaves[leaf].isNarrow = false
      leaves[leaf].fallback = frozen.leaves[leaf].fallback ?? 0
      leaves[leaf].unit = 1
    }
    for fact in frozen.packParts where leaves[fact.leaf.index].isNarrow {
      if !leaves[fact.leaf.index].holds(fact.value) { return nil }
    }
    let clauses = frozen.clauses
    var questions = clauses.map { clause in
      Question(variables: clause.variables, when: clause.when, unless: clause.unless, goal: .conclude)
    }
    questions += queries.map { $0.question }
    var variables = 0
    var temporaries = 0
    for question in questions {
      let inner = question.unless.flatMap { $0.variables }.map { $0 + 1 }.max() ?? 0
      variables = max(variables, question.allVariables, inner)
      for condition in [question.when] + question.unless {
        for test in condition.tests { temporaries = max(temporaries, test.code.count) }
      }
    }
    for head in clauses.flatMap({ $0.heads }) { temporaries = max(temporaries, head.value.code.count) }
    self.variables = variables
    self.temporaries = temporaries
  }

  // MARK: What is known beforehand

  /// A leaf is static when no profile states it and each clause that writes it reads static leaves only.
  private static func staticLeaves(of frozen: FrozenProgram) -> [Bool] {
    var isStatic = frozen.leaves.map { !$0.isStated }
    var isOver = false
    while !isOver {
      isOver = true
      func remove(_ leaf: LeafID) {
        if isStatic[leaf.index] {
          isStatic[leaf.index] = false
          isOver = false
        }
      }
      for clause in frozen.clauses where !clause.reads.allSatisfy({ isStatic[$0.index] }) {
        for head in clause.heads { remove(head.leaf) }
      }
      for (index, leaf) in frozen.leaves.enumerated() {
        guard case .rank(let terms) = leaf.holds else { continue }
        if terms.contains(where: { !isStatic[$0.leaf.index] }) { remove(LeafID(index)) }
      }
    }
    return isStatic
  }

  /// Nil where something fails in this: then each profile shall hear of it.
  private static func staticStore(of frozen: FrozenProgram, _ isStatic: [Bool]) -> Store? {
    guard frozen.packConflicts.isEmpty else { return nil }
    var machine = Machine(frozen)
    machine.begin(.standard)
    machine.load([])
    func isStaticRun(_ run: FrozenStratum.Run) -> Bool {
      frozen.clauses[run.clause.index].reads.allSatisfy { isStatic[$0.index] }
    }
    for stratum in frozen.strata {
      machine.run(
        FrozenStratum(
          isRecursive: stratum.isRecursive, runs: stratum.runs.filter(isStaticRun),
          rounds: stratum.rounds.filter(isStaticRun), written: stratum.written.filter { isStatic[$0.index] },
          sums: stratum.sums.filter { isStatic[$0.index] }, ranks: stratum.ranks.filter { isStatic[$0.index] }
        ))
      guard machine.failures.isEmpty, machine.conflicts.isEmpty, machine.overflows.isEmpty, !machine.isStopped
      else { return nil }
    }
    // What such a clause writes to leaves that are not static is of no use here.
    for (number, index) in frozen.indexes.enumerated() where !isStatic[index.leaf.index] {
      machine.store.chains[number].clear(machine.store.relations[index.leaf.index].rows)
    }
    for leaf in isStatic.indices where !isStatic[leaf] { machine.store.relations[leaf].clear() }
    machine.store.catchUpAll(frozen.indexes)
    return machine.store
  }

  /// How many facts lanes have places for.
  var mayStore: Int {
    leaves.reduce(0) { $0 + ($1.isStatic ? 0 : $1.places) }
  }

  // MARK: Slots

  func slot(of variable: Int) -> Int32 {
    Int32(variable)
  }

  func naturalSlot(of variable: Int) -> Int32 {
    Int32(variables + variable)
  }

  mutating func slot(ofConstant value: Value) -> Int32 {
    let place = code.constants.firstIndex(of: value) ?? code.constants.count
    if place == code.constants.count { code.constants.append(value) }
    return Int32(firstConstant + place)
  }

  /// Where constants begin.
  var firstConstant: Int {
    2 * variables + temporaries + 2
  }

  /// Where the number of a join's row stands: a condition has one join, and so has an `unless` within it.
  func rowSlot(isInner: Bool) -> Int32 {
    Int32(2 * variables + temporaries + (isInner ? 1 : 0))
  }

  mutating func operations(of expression: Expression) -> (code: Extent, slot: Int32) {
    let first = code.operations.count
    var stack: [Int32] = []
    for instruction in expression.code {
      switch instruction {
      case .constant(let value): stack.append(slot(ofConstant: value))
      case .variable(let variable): stack.append(slot(of: variable))
      case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .less,
        .lessOrEqual, .equal, .notEqual, .and, .or, .not:
        guard let operation = instruction.operation, stack.count >= operation.operands else {
          preconditionFailure("an expression lacks an operand")
        }
        let right = stack.removeLast()
        let left = operation.operands == 2 ? stack.removeLast() : right
        let result = Int32(2 * variables + stack.count)
        code.operations.append(
          Operation(
            code: operation, left: Slot(Int(left)), right: Slot(Int(right)), result: Slot(Int(result))))
        stack.append(result)
      }
    }
    guard let result = stack.last, stack.count == 1 else {
      preconditionFailure("an expression has not one result")
    }
    return (Extent(first..<code.operations.count), result)
  }
}
