/// The memory of some lanes, and the loops that run plans over them.
///
/// A lane is one profile: a stretch of memory in which each leaf has its places. All plans of a stratum are run for all
/// lanes, one plan after the other. What a lane cannot do (a conflict, an overflow, a value that its leaf does not hold)
/// makes it fail, and somebody else evaluates that profile.
///
/// It is a bundle of pointers, so that no loop counts references: whoever has it keeps `LaneTables` and `LaneMemory`.
struct Lanes {
  let laneWords: Int
  let templateWords: Int
  let template: UnsafePointer<UInt64>
  let words: UnsafeMutablePointer<UInt64>
  /// By depth.
  let levels: UnsafeMutablePointer<LaneLevel>
  /// By lane, whether it failed.
  let failed: UnsafeMutablePointer<Bool>
  /// What changes during a run.
  let state: UnsafeMutablePointer<LaneState>
  /// Scratch of ranks.
  let ranked: UnsafeMutablePointer<LaneRanked>
  /// By leaf.
  let access: UnsafePointer<LaneAccess>
  let ranks: UnsafePointer<LaneRank>
  let rankTerms: UnsafePointer<LaneRankTerm>
  let rankColumns: UnsafePointer<Packing.Column>
  let plans: UnsafePointer<LanePlan>
  let steps: UnsafePointer<LaneStep>
  let parts: UnsafePointer<LanePart>
  let terms: UnsafePointer<LaneTerm>
  let operations: UnsafePointer<Operation>
  let cells: UnsafePointer<LaneCells>
  let heads: UnsafePointer<LaneHead>
  let joins: UnsafePointer<LaneJoin>
  let columns: UnsafePointer<LaneColumn>
  let starts: UnsafePointer<UInt32>
  let keys: UnsafePointer<UInt32>
  let values: UnsafePointer<Value>
  let conclusions: UnsafePointer<LaneConclusion>
  let targets: UnsafePointer<LaneTarget>
  let collectedSlots: UnsafePointer<Int32>
  let carried: UnsafePointer<Int32>
  let writeStarts: UnsafePointer<UInt32>
  let writes: UnsafePointer<LaneWrite>
  let sweeps: UnsafePointer<LaneSweep>
  let accumulations: UnsafePointer<LaneAccumulation>
  let rows: UnsafePointer<Int32>
  let runStarts: UnsafePointer<UInt32>
  let runs: UnsafePointer<UInt16>

  init(_ tables: LaneTables, _ memory: LaneMemory) {
    laneWords = tables.laneWords
    templateWords = tables.template.count
    template = tables.template.base
    words = memory.words
    levels = memory.levels
    failed = memory.failed
    state = memory.state
    ranked = memory.ranked
    access = tables.access.base
    ranks = tables.ranks.base
    rankTerms = tables.rankTerms.base
    rankColumns = tables.rankColumns.base
    plans = tables.plans.base
    steps = tables.steps.base
    parts = tables.parts.base
    terms = tables.terms.base
    operations = tables.operations.base
    cells = tables.cells.base
    heads = tables.heads.base
    joins = tables.joins.base
    columns = tables.columns.base
    starts = tables.starts.base
    keys = tables.keys.base
    values = tables.values.base
    conclusions = tables.conclusions.base
    targets = tables.targets.base
    collectedSlots = tables.collected.base
    carried = tables.carried.base
    writeStarts = tables.writeStarts.base
    writes = tables.writes.base
    sweeps = tables.sweeps.base
    accumulations = tables.accumulations.base
    rows = tables.rows.base
    runStarts = tables.runStarts.base
    runs = tables.runs.base
  }

  /// The memory of a lane.
  @inline(__always)
  func memory(_ lane: Int) -> UnsafeMutablePointer<UInt64> {
    words + lane &* laneWords
  }

  /// Empties a lane.
  @inline(__always)
  func clear(_ lane: Int) {
    memory(lane).update(from: template, count: templateWords)
  }
}

/// What changes during a run.
struct LaneState {
  /// How many matches were concluded or noted.
  var instances = 0
  /// The level whose rows the plan of an `absent` is run for.
  var asking: UnsafeMutablePointer<LaneLevel>?
  /// After how many noted rows a run may end, because they come in order.
  var enough = Int.max
  /// Keeps loads that are there to ask for memory early.
  var touched: UInt16 = 0
  /// What was noted.
  var noted = LaneBuffer<Value>(capacity: 1024)
}

/// Elements in memory that grows and is freed by hand.
struct LaneBuffer<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  var count = 0
  private var capacity: Int

  init(capacity: Int) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  func deallocate() {
    base.deallocate()
  }

  var elements: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base, count: count)
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = element
    count &+= 1
  }

  @inline(__always)
  mutating func append(_ elements: UnsafeBufferPointer<Element>) {
    if count &+ elements.count > capacity { grow(to: count &+ elements.count) }
    if let first = elements.baseAddress { (base + count).update(from: first, count: elements.count) }
    count &+= elements.count
  }

  private mutating func grow(to least: Int) {
    let wider = max(least, capacity * 2)
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: wider)
    memory.update(from: base, count: count)
    base.deallocate()
    base = memory
    capacity = wider
  }
}

/// The matches so far at one depth of a plan: a column of values for each slot, and which rows still hold.
///
/// A generator fills the level below it, and all steps behind it work through that level before it goes on.
struct LaneLevel {
  /// How many rows a level has.
  static let capacity = 256

  /// The column of a slot starts at its number times the capacity.
  let frame: UnsafeMutablePointer<Value>
  /// Where the lane of a row starts, in words.
  let lanes: UnsafeMutablePointer<Int32>
  /// The row of the level above that an `absent` asks for.
  let origins: UnsafeMutablePointer<UInt16>
  /// The rows that still hold, in order.
  let held: UnsafeMutablePointer<UInt16>
  /// How many rows are filled, and how many still hold.
  var filled = 0
  var count = 0
  /// By row, whether the plan of an `absent` found something.
  let found: UnsafeMutablePointer<Bool>

  init(slots: Int, constants: UnsafeBufferPointer<Value>, firstConstant: Int) {
    frame = .allocate(capacity: max(1, slots * LaneLevel.capacity))
    frame.initialize(repeating: 0, count: max(1, slots * LaneLevel.capacity))
    lanes = .allocate(capacity: LaneLevel.capacity)
    origins = .allocate(capacity: LaneLevel.capacity)
    held = .allocate(capacity: LaneLevel.capacity)
    found = .allocate(capacity: LaneLevel.capacity)
    for (number, value) in constants.enumerated() {
      (frame + (firstConstant + number) * LaneLevel.capacity).update(
        repeating: value, count: LaneLevel.capacity)
    }
  }

  func deallocate() {
    frame.deallocate()
    lanes.deallocate()
    origins.deallocate()
    held.deallocate()
    found.deallocate()
  }

  @inline(__always)
  func column(_ slot: Int32) -> UnsafeMutablePointer<Value> {
    frame + Int(slot) &* LaneLevel.capacity
  }
}
