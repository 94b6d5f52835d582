/// The flat arrays that lanes run on, and how a lane's memory is laid out.
struct LaneTables: Sendable {
  let leaves: FlatArray<LaneLeaf>
  let places: FlatArray<LanePlace>
  let strata: [LaneStratum]
  /// By wanted rows the plan; nil for facts.
  let answers: [Int?]
  /// Static leaves' derived rows.
  let statics: Store
  let ranks: [LaneRank]
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
  let accumulations: FlatArray<LaneAccumulation>
  let rows: FlatArray<Int32>
  let runStarts: FlatArray<UInt32>
  let runs: FlatArray<LaneRun>
  let runPlaces: FlatArray<UInt16>
  /// The frame before a run: constants stand at its end.
  let frame: FlatArray<Value>
  let cursors: Int
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
    var answers: [Int?] = []
    for wanted in wanted {
      switch wanted {
      case .facts, .outcome: answers.append(nil)
      case .rows(let rows):
        answers.append(
          rows.query.given.isEmpty ? tabulator.plan(rows.query.question, .rows(rows.columns)) : nil)
      }
    }
    self.strata = strata
    self.answers = answers
    statics = tabulator.statics.store
    tabulator.narrowSums(strata)
    let isLive = tabulator.liveLeaves(strata, wanted)
    tabulator.dropDeadHeads(isLive)
    tabulator.fuse(strata)
    var layout = LaneLayout(frozen, tabulator.leaves, isLive)
    layout.fill(frozen, tabulator.leaves)
    laneWords = layout.laneWords(tabulator.leaves)
    places = FlatArray(layout.places)
    ranks = layout.ranks
    template = FlatArray(layout.template)
    leaves = FlatArray(tabulator.leaves)
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
    accumulations = FlatArray(code.accumulations)
    rows = FlatArray(code.rows)
    runStarts = FlatArray(code.runStarts)
    runs = FlatArray(code.runs)
    runPlaces = FlatArray(code.runPlaces)
    frame = FlatArray(Array(repeating: 0, count: tabulator.firstConstant) + code.constants)
    cursors = code.cursors
  }
}
