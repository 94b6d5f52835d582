/// The memory of some lanes, and the loops that run plans over them.
///
/// A lane is one profile: a stretch of memory in which each leaf has its places. Plans are run for one lane after the
/// other. What a lane cannot do (a conflict, an overflow, a value that its leaf does not hold) makes it fail, and somebody
/// else evaluates that profile.
///
/// What its loops read are plain pointers, so that none of them counts references.
final class Lanes {
  private let tables: LaneTables
  let laneWords: Int
  let templateWords: Int
  let template: UnsafePointer<UInt64>
  let words: UnsafeMutablePointer<UInt64>
  /// By slot, what is bound.
  let frame: UnsafeMutablePointer<Value>
  /// What changes during a run.
  let state: UnsafeMutablePointer<LaneState>
  /// Scratch of ranks.
  let ranked: UnsafeMutablePointer<LaneRanked>
  /// How many contributions are added without being counted, at most.
  let uncounted: Int
  /// By leaf.
  let access: UnsafePointer<LaneAccess>
  let ranks: UnsafePointer<LaneRank>
  let rankTerms: UnsafePointer<LaneRankTerm>
  let rankColumns: UnsafePointer<Packing.Column>
  /// All plans in the order of their strata.
  let schedule: UnsafePointer<LaneRun>
  let scheduleEnd: UnsafePointer<LaneRun>
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
  let writeStarts: UnsafePointer<UInt32>
  let writes: UnsafePointer<LaneWrite>
  let sweeps: UnsafePointer<LaneSweep>
  let orderings: UnsafePointer<LaneOrdering>
  let ordinals: UnsafePointer<Int16>
  let ordered: UnsafePointer<Int32>
  let fusions: UnsafePointer<LaneFusion>
  let outlets: UnsafePointer<LaneOutlet>
  let nests: UnsafePointer<LaneNest>
  let accumulations: UnsafePointer<LaneAccumulation>
  let feeds: UnsafePointer<Int32>
  let rows: UnsafePointer<Int32>
  let shortRows: UnsafePointer<Int16>
  let runStarts: UnsafePointer<UInt32>
  let runs: UnsafePointer<UInt16>
  let answers: UnsafePointer<LaneAnswer>
  let orders: UnsafePointer<LaneOrder>

  init(_ tables: LaneTables, lanes: Int) {
    self.tables = tables
    laneWords = tables.laneWords
    templateWords = tables.template.count
    template = tables.template.base
    // Nothing is read before it is written, so that of a leaf with very many places only what is stored takes memory.
    words = .allocate(capacity: max(1, tables.laneWords * lanes))
    let slots = tables.firstConstant + tables.constants.count
    frame = .allocate(capacity: max(1, slots))
    frame.initialize(repeating: 0, count: max(1, slots))
    (frame + tables.firstConstant).update(from: tables.constants.base, count: tables.constants.count)
    state = .allocate(capacity: 1)
    state.initialize(to: LaneState())
    ranked = .allocate(capacity: tables.mostPlaces + 128)
    uncounted = tables.uncounted
    access = tables.access.base
    ranks = tables.ranks.base
    rankTerms = tables.rankTerms.base
    rankColumns = tables.rankColumns.base
    schedule = tables.schedule.base
    scheduleEnd = schedule + tables.schedule.count
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
    writeStarts = tables.writeStarts.base
    writes = tables.writes.base
    sweeps = tables.sweeps.base
    orderings = tables.orderings.base
    ordinals = tables.ordinals.base
    ordered = tables.ordered.base
    fusions = tables.fusions.base
    outlets = tables.outlets.base
    nests = tables.nests.base
    accumulations = tables.accumulations.base
    feeds = tables.feeds.base
    rows = tables.rows.base
    shortRows = tables.shortRows.base
    runStarts = tables.runStarts.base
    runs = tables.runs.base
    answers = tables.answers.base
    orders = tables.orders.base
  }

  deinit {
    words.deallocate()
    frame.deallocate()
    state.pointee.noted.deallocate()
    state.deallocate()
    ranked.deallocate()
  }

  /// The memory of a lane.
  @inline(__always)
  func memory(_ lane: Int) -> UnsafeMutablePointer<UInt64> {
    words + lane &* laneWords
  }
}

/// What changes during a run.
struct LaneState {
  /// How many matches were concluded or noted.
  var instances = 0
  /// Whether the lane cannot do what the profile takes.
  var isFailed = false
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

  /// Makes room for elements at the end, which whoever asks must fill.
  @inline(__always)
  mutating func extend(by more: Int) -> UnsafeMutablePointer<Element> {
    if count &+ more > capacity { grow(to: count &+ more) }
    count &+= more
    return base + (count &- more)
  }

  @inline(never)
  private mutating func grow(to least: Int) {
    let wider = max(least, capacity * 2)
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: wider)
    memory.update(from: base, count: count)
    base.deallocate()
    base = memory
    capacity = wider
  }
}
