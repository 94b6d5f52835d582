import Inference
import RuleLanguage

/// A profile that is being tried out: what it states, one statement each, without texts.
struct ProfileDraft {
  private(set) var statements: [Fact]

  init() {
    statements = []
  }

  /// What a profile states. Of maps only those entries are statements below which nothing is stated.
  init(_ facts: [Fact], _ places: ProfilePlaces) {
    let kept = facts.filter { places.isOpen($0.leaf) }
    let below = Set(kept.flatMap { places.entries(above: $0) })
    statements = kept.filter { !below.contains($0) }
  }

  /// All facts of the profile.
  func facts(_ places: ProfilePlaces) -> [Fact] {
    let entries = Set(statements.flatMap { places.entries(above: $0) }).subtracting(statements)
    return statements + entries.sorted { ($0.leaf, $0.keys.description) < ($1.leaf, $1.keys.description) }
  }

  /// States a value, in place of another one there.
  mutating func state(_ fact: Fact) {
    statements.removeAll { $0.leaf == fact.leaf && $0.keys == fact.keys }
    statements.append(fact)
  }

  mutating func remove(at index: Int) {
    statements.remove(at: index)
  }
}

/// The places that profiles of a pack may state.
struct ProfilePlaces {
  let pack: CompiledPack
  /// Those of numbers, ids, words and truths, and sets of ids.
  let open: [LeafID]
  private let isOpenLeaf: [Bool]
  private let entryLeaves: [[LeafID]]

  init(_ pack: CompiledPack) {
    self.pack = pack
    let shape = pack.shape
    let isOpen = shape.leaves.enumerated().map { index, leaf -> Bool in
      guard shape.isProfile(LeafID(index)) else { return false }
      if leaf.keys.contains(.text) || leaf.hasValue && leaf.type == .text { return false }
      switch leaf.holds {
      case .one, .set, .entry: return pack.canHoldAnything(leaf)
      case .sum, .max, .min, .rank, .alias: return false
      }
    }
    isOpenLeaf = isOpen
    open = shape.leaves.indices.filter { index in
      if case .entry = shape.leaves[index].holds { false } else { isOpen[index] }
    }.map(LeafID.init)
    entryLeaves = shape.leaves.map { leaf in
      shape.leaves.indices.filter { index in
        let other = shape.leaves[index]
        guard case .entry = other.holds, leaf.path.hasPrefix(other.path + "."),
          other.keys.count <= leaf.keys.count
        else { return false }
        return Array(leaf.keys.prefix(other.keys.count)) == other.keys
      }.map(LeafID.init)
    }
  }

  func isOpen(_ leaf: LeafID) -> Bool { isOpenLeaf[leaf.index] }

  /// The entries of maps under which a fact stands.
  func entries(above fact: Fact) -> [Fact] {
    entryLeaves[fact.leaf.index].map { entry in
      Fact(leaf: entry, keys: Array(fact.keys.prefix(pack.shape[entry].keys.count)))
    }
  }

  /// A statement picked by chance.
  ///
  /// - Parameter numbers: those from which a number is picked rather than from all.
  func statement(_ leaf: LeafID, _ numbers: [Inference.Value], _ random: inout RandomNumbers) -> Fact {
    let declared = pack.shape[leaf]
    let keys = declared.keys.map { key in
      if case .kind(let kind) = key { random.below(pack.vocabulary.count(of: kind)) } else { 0 }
    }
    guard declared.hasValue else { return Fact(leaf: leaf, keys: keys) }
    return Fact(leaf: leaf, keys: keys, value: value(declared, numbers, &random))
  }

  func value(_ leaf: ShapeLeaf, _ numbers: [Inference.Value], _ random: inout RandomNumbers)
    -> Inference.Value
  {
    switch leaf.type {
    case .yesNo: return Inference.Value(random.below(2))
    case .id(let kind): return Inference.Value(random.below(pack.vocabulary.count(of: kind)))
    case .words(let words):
      return pack.shape.word(words[random.below(words.count)]) ?? 0
    case .text: return 0
    case .number:
      let fitting = numbers.filter { value in
        (leaf.bounds?.contains(value) ?? true) && (!leaf.isWhole || value % .one == 0)
      }
      if !fitting.isEmpty, random.below(2) == 0 { return fitting[random.below(fitting.count)] }
      let bounds = leaf.bounds ?? 0...10 * .one
      let (span, overflow) = (bounds.upperBound / .one).subtractingReportingOverflow(bounds.lowerBound / .one)
      guard !overflow, span < 1_000 else { return fitting.first ?? bounds.lowerBound }
      return (bounds.lowerBound / .one + Inference.Value(random.below(Int(span) + 1))) * .one
    }
  }
}

/// A source of numbers that is the same for the same text (SplitMix64, Steele and others, 2014).
struct RandomNumbers {
  private var state: UInt64

  init(_ text: String) {
    state = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// From 0 up to and without a bound; 0 where there is no other.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return bound > 1 ? Int(mixed % UInt64(bound)) : 0
  }
}
