/// One step of a plan over lanes. Generators go through places; the others pass once or send the run back.
struct LaneStep: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable {
    /// Looks up the place whose keys are known.
    case find
    /// Goes through the stored places of a leaf.
    case each
    /// Looks up the rank of a place.
    case findRank
    /// Goes through the ranked places, the first ones first.
    case eachRank
    /// Goes through the ids of a domain.
    case enumerate
    /// Goes through rows of the pack that belong together.
    case join
    /// Computes a test.
    case test
    /// Asks that a plan finds nothing.
    case absent
    /// Writes what a table holds for the values at hand.
    case cells
    /// Goes through the stored places of a leaf and adds what a table holds for each to a sum.
    case accumulate
    /// Goes through rows of the pack that belong together, looks up a place for each, and writes what a table holds.
    case sweep
    /// Goes through the stored places of a leaf, or of two, and writes what a table holds.
    case nest
    /// Computes and writes the heads of a clause.
    case conclude
    /// Goes through ranked places and writes keys and ranks as they are.
    case copy
    /// Goes through places and notes keys, values and what is found.
    case note
    /// Notes the bindings.
    case collect
    /// Ends the plan of an `absent`.
    case succeed

    /// Whether what follows is done for several things.
    var isGenerator: Bool {
      switch self {
      case .each, .eachRank, .enumerate, .join: true
      case .find, .findRank, .test, .absent, .cells, .accumulate, .sweep, .nest, .conclude, .copy, .note,
        .collect, .succeed:
        false
      }
    }
  }

  var kind: Kind
  var use = Step.ValueUse.ignore
  var leaf: Int32 = -1
  /// In `LaneCode.parts`: what the key is packed of; for a generator, the columns that are known.
  var keys = Extent.none
  /// The slot of a key that is one column, -1 for a key of none, -2 for another one.
  var keySlot: Int32 = -2
  /// In `LaneCode.parts`: the columns that are bound.
  var binds = Extent.none
  /// The slot that is bound to the whole key, -1 where binding takes more than that.
  var bindSlot: Int32 = -1
  /// In `LaneCode.parts`: columns that must equal a slot that the same step binds.
  var checks = Extent.none
  /// Where the value goes or what it is compared with; the slot of `enumerate`; the result of a test; the row of a join.
  var slot: Int32 = -1
  /// Where the natural value goes, -1 for nowhere.
  var natural: Int32 = -1
  /// Which natural values pass, one bit each from the leaf's least; all where `isMasked` is false.
  var mask: UInt64 = 0
  var isMasked = false
  /// Whether the known columns of a generator come first, so that the places stand together.
  var isPrefix = false
  /// Whether another table follows that is met under the same conditions.
  var isFollowed = false
  /// The part of a key that known columns make up.
  var keyMask: UInt64 = 0
  /// How many bits of the key follow the known columns, where these come first.
  var freeBits: Int32 = 0
  /// The last rank that is wanted, the size of the domain of `enumerate`.
  var limit: Int32 = .max
  /// The operations of a test.
  var code = Extent.none
  /// The table of `cells` or `join`, the plan of `absent`, the clause of `conclude`.
  var target: Int32 = -1

  init(_ kind: Kind) {
    self.kind = kind
  }
}

/// Ties a column of a packed key to a slot.
struct LanePart: Sendable, BitwiseCopyable {
  var slot: Int32
  var shift: UInt32
  var mask: UInt64
  var size: UInt64
}

/// A factor of the number of a cell: the natural value of a slot.
struct LaneTerm: Sendable, BitwiseCopyable {
  var slot: Int32
  var least: Int32
  var stride: Int32
}

/// What a clause writes for each combination of a few values: a cell has some instances, an instance writes each head.
struct LaneCells: Sendable, BitwiseCopyable {
  /// In `LaneCode.terms`.
  var terms: Extent
  /// Where the cells' first instances stand in `LaneCode.starts`; one more follows.
  var starts: Int32
  var count: Int32
  /// In `LaneCode.heads`.
  var heads: Extent
  /// How often one cell may be met in one evaluation, at most.
  var multiplicity: Double
  /// Where the cells' first writes stand in `LaneCode.writeStarts`, one more follows; -1 where heads must be gone
  /// through, because slots have a part in their keys or values are wide.
  var writes: Int32 = -1
}

/// A head of a table of cells.
struct LaneHead: Sendable, BitwiseCopyable {
  var leaf: Int32
  /// The columns of the key that slots give.
  var parts: Extent
  /// Where the rest of the keys stands in `LaneCode.keys`, an instance each.
  var keys: Int32
  /// Where the values stand in `LaneCode.values`; -1 for a member.
  var values: Int32
}

/// Rows of the pack that share the values of some variables.
struct LaneJoin: Sendable, BitwiseCopyable {
  var terms: Extent
  /// Where the cells' first rows stand in `LaneCode.starts`; one more follows.
  var starts: Int32
  var cells: Int32
  /// In `LaneCode.columns`.
  var columns: Extent
}

/// A variable that a join binds, or compares.
struct LaneColumn: Sendable, BitwiseCopyable {
  var slot: Int32
  /// Where the values stand in `LaneCode.values`, a row each.
  var values: Int32
  var isCompared: Bool
}

/// One thing that a cell writes, as an address in a lane.
struct LaneWrite: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable {
    /// Stores the place.
    case member
    /// Stores a value where none stands; another one that stands makes the lane fail.
    case one
    /// Adds to a sum of positive contributions.
    case add
    /// Everything else, in the way of the leaf.
    case other
    /// Cannot be computed.
    case poison
  }

  /// The bit that says that the place is stored, from the start of the lane.
  var bit: UInt32
  /// Where the 32-bit value stands, from the start of the lane.
  var place: UInt32
  var value: Int32
  var leaf: UInt16
  var kind: Kind
}

/// What a sweep does: for each row of a join a value is looked up, and row and value number a cell.
struct LaneSweep: Sendable, BitwiseCopyable {
  var join: Int32
  /// The leaf whose values are looked up, which has one for each place, in 32 bits.
  var leaf: Int32
  /// In `LaneCode.values`, a row each: the keys, and the rows' part of the cell's number.
  var keys: Int32
  var rows: Int32
  var valueStride: Int32
  /// In `LaneCode.writeStarts`; -1 where nothing is left to write.
  var writes: Int32
  /// Where each write stores one value: so many writes of each cell, which stand from `plain` on in `LaneCode.writes`.
  var width: Int32 = 0
  var plain: Int32 = 0
  /// In `LaneCode.ordered`: the ranks that it decides.
  var ordered = Extent.none
  /// How often each row is counted.
  var multiplicity: Int32 = 0
}

/// A rank whose places come from one sweep alone: how its rows are ordered is known beforehand, for each row and each value
/// that can be found for it.
struct LaneOrdering: Sendable, BitwiseCopyable {
  var sweep: Int32
  /// In `LaneCode.ordinals`, by cell: where it comes among all cells of its rows, `absent` where it makes no place.
  var ordinals: Int32
  /// In `LaneCode.starts`, by the first row of those that belong together: where their keys by ordinals stand in
  /// `LaneCode.keys`.
  var keys: Int32

  static let absent = Int16.max
}

/// What each place of a leaf with one key column adds to one sum.
///
/// Of a sum with few places a cell has a row of contributions, one for each place. Otherwise a cell has runs: a value,
/// and the places that it is added to.
struct LaneAccumulation: Sendable, BitwiseCopyable {
  /// The leaf whose places are gone through, and that of the sum.
  var source: Int32
  var leaf: Int32
  /// The number of a cell: the key by its stride and the natural value, from the source's least, by its own.
  var keyStride: Int32
  var valueStride: Int32
  /// Which natural values count, a bit each from the source's least, where these are no more than 64.
  var mask = UInt64.max
  /// How many places a row has, 0 for runs.
  var width: Int32
  /// Where rows stand in `LaneCode.rows` or `shortRows`, or cells in `LaneCode.runStarts`.
  var first: Int32
  /// Where the values of the sum stand in a lane, and whether in 16 bits.
  var values: Int32 = -1
  var isShort = false

  /// How many 16-bit places are added at a time.
  static let shortWidth = 16
}

/// A plan in the order of the strata, with the one value that its first step looks at, if that is all that the step does.
struct LaneRun: Sendable, BitwiseCopyable {
  /// The first step that is left.
  var first: Int32
  /// Where the value stands in a lane, -1 where the plan is run in any case, and the bit that says that there is one, -1
  /// where there always is.
  var values: Int32 = -1
  var bits: Int32 = -1
  /// Which natural values let the plan run, a bit each from the least.
  var least: Int32 = 0
  var mask: UInt64 = 0
}

/// A stretch of steps.
struct LanePlan: Sendable, BitwiseCopyable {
  var first: Int32
  var end: Int32
}
