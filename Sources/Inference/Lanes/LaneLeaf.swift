/// How the values of a leaf stand in a lane.
///
/// A leaf whose packed keys are few has a place for each key. Values that are multiples of a unit and few enough stand
/// there as 32-bit multiples, "natural" values: levels as 0 to 5 and not in millionths, ids as they are.
struct LaneLeaf: Sendable, BitwiseCopyable {
  /// Up to this many bits of key a leaf has a place for each. Memory is touched where something is stored; what is
  /// emptied each time is a bit a place.
  static let denseBits = 19

  /// How many places there are: packed keys are less.
  var places: Int
  var mode: WriteMode
  var isMember: Bool
  /// Whether each key has a place; without it only the general machine reads and writes the leaf.
  var isDense: Bool
  /// Whether it is known when the program is frozen: neither stated by profiles nor derived from what they state.
  var isStatic: Bool
  var isStated: Bool
  /// Whether values stand as 32-bit multiples of `unit`.
  var isNarrow = false
  /// Whether they stand in 16 bits even: a sum that is added to while a lane takes in what is stated, and only then.
  var isShort = false
  var unit: Value = 1
  /// The least and the greatest natural value where bounds tell them; an empty range where none do.
  var least: Value = 0
  var greatest: Value = -1
  /// What a place reads as where nothing is stored, natural.
  var fallback: Value = 0
  var isTotal: Bool
  /// Whether a value other than zero says that the place is stored, so that nothing else need say so.
  var isPresentWhenNonzero = false

  /// How many natural values a variable that holds this value may take, 0 where that is not known or too many.
  var domain: Int {
    isNarrow && greatest >= least && greatest - least < 4096 ? Int(greatest - least) + 1 : 0
  }
}

extension LaneLeaf {
  /// Whether a value can stand in the leaf, and is one of those that are few where they are.
  func holds(_ value: Value) -> Bool {
    guard isNarrow else { return true }
    let natural = value / unit
    return natural * unit == value && natural >= least && natural <= greatest
  }

  init(_ leaf: Leaf, isStatic: Bool) {
    let bits = leaf.packedBits
    places =
      bits <= LaneLeaf.denseBits
      ? (leaf.keys.first ?? 1) &<< (bits - Leaf.bits(for: leaf.keys.first ?? 1)) : 0
    mode = WriteMode(leaf.holds)
    isMember = leaf.holds == .member
    isDense = bits <= LaneLeaf.denseBits && !leaf.keys.contains(0)
    self.isStatic = isStatic
    isStated = leaf.isStated
    isTotal = leaf.fallback != nil
    fallback = leaf.fallback ?? 0
    if mode == .rank {
      isNarrow = true
      unit = .one
    } else if let bounds = leaf.bounds, mode != .sum, !isMember {
      let unit: Value = leaf.isWhole ? .one : 1
      let (least, greatest) = (bounds.lowerBound / unit, bounds.upperBound / unit)
      let fits = least >= Value(Int32.min) && greatest <= Value(Int32.max)
      if fits, fallback % unit == 0, fallback / unit >= Value(Int32.min), fallback / unit <= Value(Int32.max)
      {
        isNarrow = true
        self.unit = unit
        self.least = least
        self.greatest = greatest
        fallback /= unit
        if isTotal {
          self.least = min(least, fallback)
          self.greatest = max(greatest, fallback)
        }
      }
    }
  }
}
