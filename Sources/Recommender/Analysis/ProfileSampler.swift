import Inference
import RuleLanguage

/// Makes up profiles that have something to do with given ids, to see what some profile brings about.
///
/// What the pack states about an id names others: a role its skills, a resource what it teaches. Profiles state some of
/// these, all of them or few, and now and then what stands beside those. The same pack gives the same profiles.
struct ProfileSampler {
  private let pack: CompiledPack
  private let entries: EntryLeaves
  private let leaves: [Place]
  /// The kinds whose ids a profile may name.
  private let stated: [KindID]
  /// The ids of all kinds have numbers in one row; where those of a kind start.
  private let starts: [Int]
  /// By id, those named beside it in facts of the pack, each once, in order.
  private let neighbours: [[Int32]]
  /// The statements of the last profile, by leaf.
  private var last: [[Fact]] = []
  /// By id, those of the last profile that served something near it.
  private var served: [Int32: [[Fact]]] = [:]
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A leaf that a profile may state.
  private struct Place {
    let leaf: LeafID
    let kinds: [KindID]
    let values: [Inference.Value]
    /// The kind of the values, where these are ids.
    let valueKind: KindID?
  }

  private static let maxFacts = 300
  private static let maxBeside = 60

  init(_ pack: CompiledPack) {
    self.pack = pack
    entries = EntryLeaves(pack.shape)
    let search = ProfileSearch(pack)
    let constants = pack.program.constants
    var isWhole = true
    leaves = pack.shape.leaves.enumerated().compactMap { index, leaf in
      guard pack.shape.isProfile(LeafID(index)), let values = search.values(leaf, constants, &isWhole),
        !values.isEmpty
      else { return nil }
      let kinds = leaf.keys.compactMap { if case .kind(let kind) = $0 { kind } else { nil } }
      guard kinds.count == leaf.keys.count else { return nil }
      let valueKind: KindID? = if leaf.hasValue, case .id(let kind) = leaf.type { kind } else { nil }
      return Place(leaf: LeafID(index), kinds: kinds, values: values, valueKind: valueKind)
    }
    let named = Set(leaves.flatMap { $0.kinds + ($0.valueKind.map { [$0] } ?? []) }.map(\.index))
    stated = named.sorted().map(KindID.init)
    var starts = [0]
    for kind in pack.shape.kinds.indices {
      starts.append(starts[kind] + pack.vocabulary.count(of: KindID(kind)))
    }
    self.starts = starts
    neighbours = ProfileSampler.neighbours(pack, starts)
  }

  private static func neighbours(_ pack: CompiledPack, _ starts: [Int]) -> [[Int32]] {
    var found = Array(repeating: [Int32](), count: starts[starts.count - 1])
    for (index, leaf) in pack.shape.leaves.enumerated() where !pack.shape.isProfile(LeafID(index)) {
      for fact in pack.program.statedFacts(of: LeafID(index)) {
        var ids: [Int32] = []
        for (key, number) in zip(leaf.keys, fact.keys) {
          if case .kind(let kind) = key { ids.append(Int32(starts[kind.index] + number)) }
        }
        if leaf.hasValue, case .id(let kind) = leaf.type {
          ids.append(Int32(starts[kind.index] + Int(fact.value)))
        }
        guard ids.count > 1 else { continue }
        for one in ids { found[Int(one)] += ids.lazy.filter { $0 != one } }
      }
    }
    return found.map { Array(Set($0)).sorted() }
  }

  // MARK: Profiles

  /// One more profile about some ids: a new one, or one that served ids nearby, a third of it made anew.
  mutating func profile(about ids: [(kind: KindID, id: Int)]) -> [Fact] {
    let roots = numbers(ids)
    let near = near(roots)
    let far = far(near, roots)
    let isSparse = chance(2)
    var made: [[Fact]] = []
    for place in leaves {
      let statements = !isSparse || chance(3) ? statements(at: place, near, far) : []
      made.append(statements.map { Fact(leaf: place.leaf, keys: $0.keys, value: $0.value) })
    }
    if let served = near.compactMap({ served[$0] }).first(where: { _ in chance(2) }) {
      for index in made.indices where !chance(3) { made[index] = served[index] }
    }
    last = made
    var facts: Set<Fact> = []
    for fact in made.joined().prefix(ProfileSampler.maxFacts) {
      facts.insert(fact)
      facts.formUnion(entries.facts(over: fact))
    }
    return Array(facts)
  }

  /// Keeps the last profile for ids near these, which it served.
  mutating func keep(for ids: [(kind: KindID, id: Int)]) {
    for id in near(numbers(ids)) { served[id] = last }
  }

  private func numbers(_ ids: [(kind: KindID, id: Int)]) -> [Int32] {
    ids.map { Int32(starts[$0.kind.index] + $0.id) }
  }

  /// The ids themselves and those named beside them, each once, in order.
  private func near(_ roots: [Int32]) -> [Int32] {
    Array(Set(roots + roots.flatMap { neighbours[Int($0)] })).sorted()
  }

  /// What stands beside one that is near, as all other books about a skill do, or one of these with what it names.
  private mutating func far(_ near: [Int32], _ roots: [Int32]) -> [Int32] {
    guard let one = pickOfKind(near) else { return [] }
    var beside = neighbours[Int(one)].filter { !roots.contains($0) }
    if !chance(3), let other = pickOfKind(beside) {
      beside = ([other] + neighbours[Int(other)]).filter { !roots.contains($0) }
    }
    let start = beside.isEmpty ? 0 : Int(next() % UInt64(beside.count))
    return Array((beside[start...] + beside[..<start]).prefix(ProfileSampler.maxBeside))
  }

  private mutating func statements(
    at place: Place, _ near: [Int32], _ far: [Int32]
  ) -> [(keys: [Int], value: Inference.Value)] {
    guard let kind = place.kinds.first else { return chance(2) ? [([], value(of: place, near, next()))] : [] }
    guard place.kinds.count == 1 else {
      var keys: [Int] = []
      for kind in place.kinds { keys += anyID(of: kind, near).map { [$0] } ?? [] }
      return chance(4) && keys.count == place.kinds.count ? [(keys, value(of: place, near, next()))] : []
    }
    var values: [Int: Inference.Value] = [:]
    let (nearLevel, farLevel) = (next(), next())
    if chance(3) {
      for id in numbers(of: kind, among: far) { values[id] = value(of: place, far, farLevel) }
    }
    let those = numbers(of: kind, among: near)
    switch next() % 4 {
    case 0: for id in those { values[id] = nil }
    case 1: for id in those where chance(2) { values[id] = value(of: place, near, nearLevel) }
    case 2: for id in those { values[id] = value(of: place, near, nearLevel) }
    default: if let id = anyID(of: kind, near) { values[id] = value(of: place, near, nearLevel) }
    }
    return values.sorted { $0.key < $1.key }.map { ([$0.key], $0.value) }
  }

  /// The highest value, a low one or any.
  private mutating func value(of place: Place, _ near: [Int32], _ level: UInt64) -> Inference.Value {
    if let kind = place.valueKind, let id = anyID(of: kind, near) { return Inference.Value(id) }
    let last = place.values.count - 1
    return switch level % 3 {
    case 0: place.values[last]
    case 1: place.values[min(last, Int(next() % 2))]
    default: place.values[Int(next() % UInt64(last + 1))]
    }
  }

  /// An id of a kind, more often than not one that is near.
  private mutating func anyID(of kind: KindID, _ near: [Int32]) -> Int? {
    if !chance(4), let id = pick(numbers(of: kind, among: near)) { return id }
    let count = pack.vocabulary.count(of: kind)
    return count > 0 ? Int(next() % UInt64(count)) : nil
  }

  private func numbers(of kind: KindID, among ids: [Int32]) -> [Int] {
    let range = starts[kind.index]..<starts[kind.index + 1]
    return ids.lazy.map(Int.init).filter(range.contains).map { $0 - range.lowerBound }
  }

  // MARK: Chance

  /// True once in so many times.
  private mutating func chance(_ times: UInt64) -> Bool { next() % times == 0 }

  private mutating func pick<Element>(_ items: [Element]) -> Element? {
    items.isEmpty ? nil : items[Int(next() % UInt64(items.count))]
  }

  /// One of an id of every kind that a profile may name, so that kinds with few are met as often as others.
  private mutating func pickOfKind(_ ids: [Int32]) -> Int32? {
    let start = Int(next() % UInt64(max(1, stated.count)))
    for kind in stated[start...] + stated[..<start] {
      if let number = pick(numbers(of: kind, among: ids)) { return Int32(starts[kind.index] + number) }
    }
    return nil
  }

  /// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
