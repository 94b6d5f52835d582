/// Runs plans: a frame of slots, a cursor for each generator, and what a run may write.
struct Machine: Sendable {
  let frozen: FrozenProgram
  let code: Code
  var store: Store
  var frame: [Value]
  var cursors: [Cursor]
  /// For each clause that needs one.
  var distincts: [TupleSet] = []
  /// What the heads of the present match write.
  var headValues: [Value] = []
  /// What `collect` noted.
  var collected: [Value] = []
  /// How many variables it notes.
  var collectedWidth = 0
  /// Bindings that `collect` met under which a test could not be computed.
  var collectedFaults: [Value] = []
  var failures = Least<Failure>()
  /// Places that hold one value and got two.
  var conflicts = Least<UnresolvedPlace>()
  /// Places whose sum does not fit.
  var overflows = Least<UnresolvedPlace>()
  /// What is left of the limits: facts, instances, and rows looked at.
  var factsLeft = Int.max
  var instancesLeft = Int.max
  var visitsLeft = Int.max
  /// Which of them was met.
  var isOutOfFacts = false
  var isOutOfInstances = false
  /// The worst fault that an `absent` met.
  var worstFault = Fault.none

  init(_ frozen: FrozenProgram, _ code: Code, _ store: Store) {
    self.frozen = frozen
    self.code = code
    self.store = store
    frame = code.constants + Array(repeating: 0, count: code.frameSize - code.constants.count)
    cursors = Array(repeating: Cursor(), count: code.cursors)
  }

  /// A machine for the strata of a program, with nothing stated.
  init(_ frozen: FrozenProgram) {
    self.init(frozen, frozen.code, Store(frozen))
    distincts = frozen.distinctWidths.map { TupleSet(width: $0) }
  }

  var isStopped: Bool {
    isOutOfFacts || isOutOfInstances
  }

  /// Takes what a plan reads into its indexes.
  mutating func prepare(_ plan: Plan) {
    for index in code.indexes[plan.indexes.range] {
      store.catchUp(index.index, of: frozen.indexes[index.index].leaf.index)
    }
  }
}
