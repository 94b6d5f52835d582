/// A leaf of the shape: where it stands and what it holds.
package struct SampleLeaf: Sendable {
  /// What stands at a leaf.
  package enum Holds: Sendable, Hashable {
    case number
    /// Bounds in millionths.
    case bounded(ClosedRange<Int64>, isWhole: Bool)
    case words([String])
    case truth
    /// One id of a kind.
    case id(Int)
    /// A set; its members are the last keys of the path.
    case member
    /// A key of a map, with whatever stands beneath it.
    case entry
    case sum, max, min
    case rank([Term])
  }

  /// A sibling by which a rank orders.
  package struct Term: Sendable, Hashable {
    package var leaf: Int
    package var isReversed: Bool
  }

  package var path: [SampleStep]
  package var holds: Holds
  package var fallback: SampleDatum?
  /// Rules of this level conclude the leaf; 0 is for what only packs and profiles state.
  package var level: Int
  /// The first pack that may speak of the leaf.
  package var pack: Int
  package var isInProfile: Bool { path.first == .field("profile") }

  /// The kinds of the keys, outermost first.
  package var keys: [Int] {
    path.compactMap { if case .key(let kind) = $0 { kind } else { nil } }
  }

  package var isNumeric: Bool {
    switch holds {
    case .number, .bounded, .sum, .max, .min, .rank: true
    case .words, .truth, .id, .member, .entry: false
    }
  }

  /// Members and entries have no value beside their keys.
  package var isPresence: Bool { holds == .member || holds == .entry }

  /// Several rules contribute to one number.
  package var isAggregate: Bool { holds == .sum || holds == .max || holds == .min }

  package var isRank: Bool {
    if case .rank = holds { true } else { false }
  }

  /// Whether rules of the same level may read it: nothing but what was stated or concluded counts.
  package var isMonotone: Bool { fallback == nil && !isAggregate && !isRank }
}
