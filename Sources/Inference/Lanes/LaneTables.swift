/// The flat arrays that lanes run on, and how a lane's memory is laid out.
final class LaneTables: Sendable {
  /// By leaf, whether anything reads it or may go wrong with it.
  let isLive: [Bool]
  /// By leaf.
  let access: FlatArray<LaneAccess>
  let strata: [LaneStratum]
  /// All plans of strata, in their order.
  let schedule: FlatArray<LaneRun>
  /// By what is wanted.
  let answers: FlatArray<LaneAnswer>
  let orders: FlatArray<LaneOrder>
  /// Static leaves' derived rows.
  let statics: Store
  let ranks: FlatArray<LaneRank>
  let rankTerms: FlatArray<LaneRankTerm>
  let rankColumns: FlatArray<Packing.Column>
  let steps: FlatArray<LaneStep>
  let plans: FlatArray<LanePlan>
  let parts: FlatArray<LanePart>
  let terms: FlatArray<LaneTerm>
  let operations: FlatArray<Operation>
  let cells: FlatArray<LaneCells>
  let heads: FlatArray<LaneHead>
  let joins: FlatArray<LaneJoin>
  let columns: FlatArray<LaneColumn>
  let starts: FlatArray<UInt32>
  let keys: FlatArray<UInt32>
  let values: FlatArray<Value>
  let conclusions: FlatArray<LaneConclusion>
  let targets: FlatArray<LaneTarget>
  let collected: FlatArray<Int32>
  let writeStarts: FlatArray<UInt32>
  let writes: FlatArray<LaneWrite>
  let sweeps: FlatArray<LaneSweep>
  let orderings: FlatArray<LaneOrdering>
  let ordinals: FlatArray<Int16>
  let ordered: FlatArray<Int32>
  let fusions: FlatArray<LaneFusion>
  let outlets: FlatArray<LaneOutlet>
  let nests: FlatArray<LaneNest>
  let accumulations: FlatArray<LaneAccumulation>
  let feeds: FlatArray<Int32>
  let uncounted: Int
  let rows: FlatArray<Int32>
  let shortRows: FlatArray<Int16>
  let runStarts: FlatArray<UInt32>
  let runs: FlatArray<UInt16>
  let constants: FlatArray<Value>
  /// The slot of the first constant.
  let firstConstant: Int
  /// How many facts lanes have places for.
  let mayStore: Int
  /// How many places are listed at most.
  let mostPlaces: Int
  /// What a lane's memory holds before an evaluation.
  let template: FlatArray<UInt64>
  /// How many words a lane takes, with what stands behind the template.
  let laneWords: Int

  /// Nil where nothing can be tabulated.
  init?(_ frozen: FrozenProgram, _ wanted: [Wanted]) {
    let queries = wanted.compactMap { wanted -> Query? in
      if case .rows(let rows) = wanted { rows.query } else { nil }
    }
    guard var tabulator = Tabulator(frozen, queries: queries) else { return nil }
    let strata = tabulator.strata()
    var orders: [LaneOrder] = []
    var answers: [LaneAnswer] = []
    for wanted in wanted {
      switch wanted {
      case .facts(let leaf): answers.append(LaneAnswer(kind: .facts, target: Int32(leaf.index)))
      case .rows(let rows): answers.append(tabulator.answer(rows, &orders))
      case .outcome: answers.append(LaneAnswer(kind: .general))
      }
    }
    statics = tabulator.statics.store
    tabulator.narrow(strata)
    let isLive = tabulator.liveLeaves(strata, wanted)
    self.isLive = isLive
    tabulator.dropDeadHeads(isLive)
    let runStrata = tabulator.fuse(strata)
    self.strata = runStrata
    var layout = LaneLayout(frozen, tabulator.leaves, isLive)
    layout.fill(frozen, tabulator.leaves)
    laneWords = layout.laneWords(tabulator.leaves)
    layout.open(&tabulator.code, frozen)
    layout.want(tabulator.code.steps, tabulator.code.plans, answers)
    tabulator.bake(layout.access, runStrata, spare: layout.spare)
    tabulator.orderSweeps(&layout, runStrata, wanted, answers)
    tabulator.fuseSteps(layout.access, layout.ranks)
    access = FlatArray(layout.access)
    schedule = FlatArray(tabulator.schedule(runStrata, layout.access))
    for number in answers.indices where answers[number].kind == .facts {
      let leaf = layout.access[Int(answers[number].target)]
      if leaf.rank >= 0 {
        answers[number].kind = .ranks
      } else if !leaf.isKept {
        answers[number].kind = .general
      }
    }
    self.answers = FlatArray(answers)
    self.orders = FlatArray(orders)
    ranks = FlatArray(layout.ranks)
    rankTerms = FlatArray(layout.rankTerms)
    rankColumns = FlatArray(layout.rankColumns)
    let listed = layout.ranks.map(\.leaf) + tabulator.code.fusions.map(\.leaf)
    mostPlaces = listed.map { tabulator.leaves[Int($0)].places }.max() ?? 0
    template = FlatArray(layout.template)
    mayStore = tabulator.mayStore
    let code = tabulator.code
    steps = FlatArray(code.steps)
    plans = FlatArray(code.plans)
    parts = FlatArray(code.parts)
    terms = FlatArray(code.terms)
    operations = FlatArray(code.operations)
    cells = FlatArray(code.cells)
    heads = FlatArray(code.heads)
    joins = FlatArray(code.joins)
    columns = FlatArray(code.columns)
    starts = FlatArray(code.starts)
    keys = FlatArray(code.keys)
    values = FlatArray(code.values)
    conclusions = FlatArray(code.conclusions)
    targets = FlatArray(code.targets)
    collected = FlatArray(code.collected)
    writeStarts = FlatArray(code.writeStarts)
    writes = FlatArray(code.writes)
    sweeps = FlatArray(code.sweeps)
    orderings = FlatArray(code.orderings)
    ordinals = FlatArray(code.ordinals)
    ordered = FlatArray(code.ordered)
    fusions = FlatArray(code.fusions)
    outlets = FlatArray(code.outlets)
    nests = FlatArray(code.nests)
    accumulations = FlatArray(code.accumulations)
    feeds = FlatArray(code.feeds)
    uncounted = code.uncounted
    rows = FlatArray(code.rows)
    shortRows = FlatArray(code.shortRows)
    runStarts = FlatArray(code.runStarts)
    runs = FlatArray(code.runs)
    constants = FlatArray(code.constants)
    firstConstant = tabulator.firstConstant
  }
}

/// How something wanted is read of a lane.
struct LaneAnswer: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable {
    /// The stored places of a leaf.
    case facts
    /// All places of a rank.
    case ranks
    /// What a plan notes.
    case rows
    /// What lanes do not hold, and the general machine answers.
    case general
  }

  var kind: Kind
  /// The leaf or the plan.
  var target: Int32 = 0
  /// How many columns rows have.
  var width: Int32 = 0
  /// How many rows are wanted, and what they are sorted by first; a column a bit for one that descends.
  var limit = Int.max
  /// In `LaneTables.orders`.
  var order = Extent.none
  /// Whether the rows come in their order, each once.
  var isOrdered = false
}

/// A column that rows are sorted by.
struct LaneOrder: Sendable, BitwiseCopyable {
  var column: Int32
  var descending: Bool
}
