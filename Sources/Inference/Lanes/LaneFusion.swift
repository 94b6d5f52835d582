/// What is done with each place that a generator finds, where nothing but the place and its value is needed for it: no
/// match is bound, and no step is taken.
struct LaneFusion: Sendable, BitwiseCopyable {
  /// The leaf that is gone through, by its ranks or as it stands, and up to which rank.
  var leaf: Int32
  var isRank: Bool
  var limit: Int32
  /// In `LaneCode.outlets`: what is noted or written for each place.
  var outlets: Extent
}

/// One number that a fused step hands on.
struct LaneOutlet: Sendable, BitwiseCopyable {
  enum Source: UInt8, Sendable {
    /// The key of the place.
    case key
    /// Its rank.
    case rank
    /// That there is a place.
    case presence
    /// The natural value that a leaf has at the key, in 16, 32 or 64 bits.
    case short
    case narrow
    case wide
  }

  var source: Source
  /// The leaf that a head writes.
  var leaf: Int32 = -1
  /// Where values stand in a lane.
  var place: Int32 = 0
  /// What a rank or a natural value is multiplied by.
  var unit: Value = .one
}

/// Goes through the stored places of a leaf, for each through those of another one, and writes what a table holds.
///
/// The number of a cell is made of the keys and of the value that a third leaf has at the first key.
struct LaneNest: Sendable, BitwiseCopyable {
  var outer: Int32
  var outerStride: Int32
  /// -1 where one leaf only is gone through.
  var inner: Int32 = -1
  var innerStride: Int32 = 0
  /// -1 where nothing is looked up.
  var found: Int32 = -1
  var foundStride: Int32 = 0
  var foundLeast: Int32 = 0
  /// In `LaneCode.writeStarts`.
  var writes: Int32
}
