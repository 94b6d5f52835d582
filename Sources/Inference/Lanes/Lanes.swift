/// The memory of some lanes, and the loops that run plans over them.
///
/// A lane is one profile: a stretch of memory in which each leaf has its places. All plans of a stratum are run for all
/// lanes, one plan after the other. What a lane cannot do (a conflict, an overflow, a value that its leaf does not hold)
/// makes it fail, and somebody else evaluates that profile.
struct Lanes {
  /// Frees the memory.
  private final class Owner {
    let words: UnsafeMutablePointer<UInt64>
    let frame: UnsafeMutablePointer<Value>
    let cursors: UnsafeMutablePointer<LaneCursor>

    init(words: Int, frame: Int, cursors: Int) {
      self.words = .allocate(capacity: max(1, words))
      self.words.initialize(repeating: 0, count: max(1, words))
      self.frame = .allocate(capacity: max(1, frame))
      self.cursors = .allocate(capacity: max(1, cursors))
      self.cursors.initialize(repeating: LaneCursor(), count: max(1, cursors))
    }

    deinit {
      words.deallocate()
      frame.deallocate()
      cursors.deallocate()
    }
  }

  let tables: LaneTables
  let laneWords: Int
  private let owner: Owner
  let words: UnsafeMutablePointer<UInt64>
  let frame: UnsafeMutablePointer<Value>
  let cursors: UnsafeMutablePointer<LaneCursor>
  let leaves: UnsafePointer<LaneLeaf>
  let places: UnsafePointer<LanePlace>
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
  let accumulations: UnsafePointer<LaneAccumulation>
  let rows: UnsafePointer<Int32>
  let runStarts: UnsafePointer<UInt32>
  let runs: UnsafePointer<LaneRun>
  let runPlaces: UnsafePointer<UInt16>
  /// What `collect` noted.
  var collected: [Value] = []
  /// After how many noted rows a run may end, because they come in order.
  var enough = Int.max
  /// Scratch of ranks.
  var ranked: [LaneRanked] = []
  /// How many matches were concluded in the present lane.
  var instances = 0
  /// Whether the present lane failed.
  var isFailed = false

  init(_ tables: LaneTables, lanes: Int) {
    self.tables = tables
    laneWords = tables.laneWords
    owner = Owner(words: laneWords * lanes, frame: tables.frame.count, cursors: tables.cursors)
    words = owner.words
    frame = owner.frame
    cursors = owner.cursors
    frame.initialize(from: tables.frame.base, count: tables.frame.count)
    leaves = tables.leaves.base
    places = tables.places.base
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
    accumulations = tables.accumulations.base
    rows = tables.rows.base
    runStarts = tables.runStarts.base
    runs = tables.runs.base
    runPlaces = tables.runPlaces.base
  }

  /// The memory of a lane.
  @inline(__always)
  func memory(_ lane: Int) -> UnsafeMutablePointer<UInt64> {
    words + lane * laneWords
  }

  /// Empties a lane.
  func clear(_ lane: Int) {
    memory(lane).update(from: tables.template.base, count: tables.template.count)
  }
}

/// Where a generator stands.
struct LaneCursor: Sendable, BitwiseCopyable {
  /// What is left of the present word, of the stored places.
  var bits: UInt64 = 0
  /// The next word, or the next row of a join or of a rank.
  var next: Int32 = 0
  var end: Int32 = 0
  /// What known columns make of the key.
  var key: UInt64 = 0
}
