/// Plans over lanes as flat arrays, while they are made.
struct LaneCode: Sendable {
  var steps: [LaneStep] = []
  var plans: [LanePlan] = []
  var parts: [LanePart] = []
  var terms: [LaneTerm] = []
  var operations: [Operation] = []
  var cells: [LaneCells] = []
  var heads: [LaneHead] = []
  var joins: [LaneJoin] = []
  var columns: [LaneColumn] = []
  var starts: [UInt32] = []
  var keys: [UInt32] = []
  var values: [Value] = []
  /// The heads that are computed: by clause number of `conclude`.
  var conclusions: [LaneConclusion] = []
  var targets: [LaneTarget] = []
  /// What `collect` notes: stretches of slots.
  var collected: [Int32] = []
  var writeStarts: [UInt32] = []
  var writes: [LaneWrite] = []
  var sweeps: [LaneSweep] = []
  var orderings: [LaneOrdering] = []
  var ordinals: [Int16] = []
  /// The leaves of ranks that sweeps decide.
  var ordered: [Int32] = []
  var fusions: [LaneFusion] = []
  var outlets: [LaneOutlet] = []
  var nests: [LaneNest] = []
  var accumulations: [LaneAccumulation] = []
  /// The accumulations that are done while a lane takes in what is stated, by their sources.
  var feeds: [Int32] = []
  /// How many contributions accumulations add at most, which are not counted one by one.
  var uncounted = 0
  var rows: [Int32] = []
  var shortRows: [Int16] = []
  var runStarts: [UInt32] = []
  var runs: [UInt16] = []
  var constants: [Value] = []

  /// Takes up the key of an instance that cannot be computed.
  static let poison = UInt32.max
}

/// The heads of a clause whose values are computed for each match.
struct LaneConclusion: Sendable, BitwiseCopyable {
  /// In `LaneCode.targets`.
  var targets: Extent
}

/// A head whose value is computed.
struct LaneTarget: Sendable, BitwiseCopyable {
  var leaf: Int32
  var parts: Extent
  var code: Extent
  /// Where the value stands then, -1 for a member.
  var slot: Int32
  var least: Value
  var greatest: Value
  var isWhole: Bool
}
